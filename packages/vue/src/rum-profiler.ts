import { defineComponent, h, onMounted, onUpdated, type FunctionalComponent } from 'vue';
import { useRum } from './use-rum.js';

/** One rendering. Times are relative. */
interface Render {
  startedAt: number;
  endedAt?: number;
}

/**
 * Measures how long what is in its slot takes to render: each time when it is shown, a duration vital
 * `vueComponentRender` with `name` as its description, and whether it was the first.
 */
export const RumProfiler = /* @__PURE__ */ defineComponent({
  name: 'RumProfiler',
  props: {
    /** Name of what is measured. */
    name: { type: String, required: true },
  },
  setup(props, { slots }) {
    const rum = useRum();
    let render: Render;
    const report = (isFirstRender: boolean) => {
      const { startedAt, endedAt = startedAt } = render;
      rum.addDurationVital('vueComponentRender', {
        startTime: startedAt,
        duration: endedAt - startedAt,
        description: props.name,
        context: { isFirstRender },
      });
    };
    onMounted(() => report(true));
    onUpdated(() => report(false));
    return () => {
      render = { startedAt: performance.now() };
      return [slots['default']?.(), h(RenderEnd, { render })];
    };
  },
});

/** Vue renders siblings one after the other: what is before this one has rendered. */
const RenderEnd: FunctionalComponent<{ render: Render }> = ({ render }) => {
  render.endedAt ??= performance.now();
  return null;
};
