import { Type } from 'typebox';
import { Count, Moment, Nullable } from './nullable.js';

const figures = {
  views: Count,
  errors: Count,
  error_rate: Type.Union([Type.Number(), Type.Null()], {
    description: 'Share of views with at least one error, 0 to 1; `null` without views.',
  }),
  lcp_p75: Nullable(Type.Number()),
  inp_p75: Nullable(Type.Number()),
  /** Unitless layout-shift score. */
  cls_p75: Nullable(Type.Number()),
};

/** Figures over a set of views. Durations are milliseconds; `null` where no view reported the figure. */
export const Measures = Type.Object(figures);
export type Measures = Type.Static<typeof Measures>;

/** `GET /api/v1/overview?{Filter}` */
export const OverviewAnswer = Type.Object({
  totals: Type.Object({ ...figures, sessions: Count }),
  interval: Type.Integer({ description: 'Width of one point of `series`, in milliseconds.' }),
  series: Type.Array(Type.Object({ ...figures, at: Moment }), {
    description: 'One point an interval, oldest first, without gaps from `from` to `to`.',
  }),
  views: Type.Array(Type.Object({ ...figures, name: Type.String() }), {
    description: 'The most viewed first.',
  }),
});
export type OverviewAnswer = Type.Static<typeof OverviewAnswer>;
