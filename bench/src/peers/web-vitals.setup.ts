import { onCLS, onFCP, onINP, onLCP, onTTFB, type Metric } from 'web-vitals';

/** As the library's own instructions send what it measures. */
function send(metric: Metric): void {
  navigator.sendBeacon(`${INTAKE}/vitals`, JSON.stringify(metric));
}
for (const on of [onCLS, onFCP, onINP, onLCP, onTTFB]) on(send);
