import { Type } from 'typebox';
import { Moment } from './nullable.js';

/** `GET /api/v1/applications`: what has sent data, most recent first. */
export const ApplicationsAnswer = Type.Object({
  applications: Type.Array(
    Type.Object({
      id: Type.String(),
      envs: Type.Array(Type.String()),
      versions: Type.Array(Type.String()),
      last_seen_at: Moment,
    }),
  ),
});
export type ApplicationsAnswer = Type.Static<typeof ApplicationsAnswer>;
