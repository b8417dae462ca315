/** Figures over a set of views. Durations are milliseconds; `null` where no view reported the figure. */
export interface Measures {
  views: number;
  errors: number;
  /** Share of views with at least one error, 0 to 1; `null` without views. */
  error_rate: number | null;
  lcp_p75: number | null;
  inp_p75: number | null;
  /** Unitless layout-shift score. */
  cls_p75: number | null;
}

/** `GET /api/v1/overview?{Filter}` */
export interface OverviewAnswer {
  totals: Measures & { sessions: number };
  /** Width of one point of `series`, in milliseconds. */
  interval: number;
  /** One point an interval, oldest first, without gaps from `from` to `to`. */
  series: (Measures & { at: number })[];
  /** The most viewed first. */
  views: (Measures & { name: string })[];
}
