import { weighted } from '../random.js';

export type Engine = 'chromium' | 'gecko' | 'webkit';

/** A browser as enrichments name it, on the devices that it runs on. */
export interface Browser {
  name: string;
  engine: Engine;
  /** The newest major version. */
  newest: number;
  os: string;
  device: 'desktop' | 'mobile' | 'tablet';
  /** Share of visits, in percent. */
  weight: number;
  /** How much longer scripts take than on a desktop. */
  slowness: number;
}

const of = (
  [name, engine, newest]: readonly [string, Engine, number],
  [os, device]: readonly [string, Browser['device']],
  [weight, slowness]: readonly [number, number],
): Browser => ({ name, engine, newest, os, device, weight, slowness });

const CHROME = ['Chrome', 'chromium', 143] as const;
const SAFARI = ['Safari', 'webkit', 26] as const;
const FIREFOX = ['Firefox', 'gecko', 146] as const;
const EDGE = ['Microsoft Edge', 'chromium', 143] as const;

export const BROWSERS = weighted(
  [
    of(CHROME, ['Windows', 'desktop'], [22, 1]),
    of(CHROME, ['macOS', 'desktop'], [9, 0.8]),
    of(CHROME, ['Linux', 'desktop'], [2, 1]),
    of(EDGE, ['Windows', 'desktop'], [8, 1]),
    of(SAFARI, ['macOS', 'desktop'], [6, 0.8]),
    of(FIREFOX, ['Windows', 'desktop'], [4, 1.1]),
    of(FIREFOX, ['Linux', 'desktop'], [1.5, 1.1]),
    of(CHROME, ['Android', 'mobile'], [23, 1.9]),
    of(SAFARI, ['iOS', 'mobile'], [16, 1.2]),
    of(['Samsung Internet for Android', 'chromium', 29], ['Android', 'mobile'], [5, 2.1]),
    of(FIREFOX, ['Android', 'mobile'], [1, 2.1]),
    of(SAFARI, ['iOS', 'tablet'], [2, 1.1]),
    of(CHROME, ['Android', 'tablet'], [0.5, 1.8]),
  ],
  ({ weight }) => weight,
);

export const VIEWPORTS: Record<Browser['device'], readonly (readonly [number, number])[]> = {
  desktop: [
    [1920, 953],
    [1536, 730],
    [1440, 789],
    [1366, 641],
    [2560, 1293],
    [1280, 665],
  ],
  mobile: [
    [390, 664],
    [393, 727],
    [360, 640],
    [412, 785],
    [430, 739],
    [375, 553],
  ],
  tablet: [
    [820, 1106],
    [768, 954],
    [1024, 1292],
  ],
};
