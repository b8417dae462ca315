/** `GET /api/v1/applications`: what has sent data, most recent first. */
export interface ApplicationsAnswer {
  applications: {
    id: string;
    envs: string[];
    versions: string[];
    /** Milliseconds since the Unix epoch. */
    last_seen_at: number;
  }[];
}
