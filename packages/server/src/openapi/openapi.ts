import swagger from '@fastify/swagger';
import { IntakeError } from '@firsthand/protocol';
import type { FastifyInstance } from 'fastify';
import { Field, Measure } from './names.js';

const COMPONENTS: Record<string, object> = { Field, Measure, Refusal: IntakeError };

/** Describes the routes of the API that come after. The description is made of what they are checked by. */
export async function openapi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    transform: ({ schema, url, route }) => ({
      url,
      schema: { ...schema, hide: !/^\/(?:api|rum)\//.test(url) || route.method === 'OPTIONS' },
    }),
    convertConstToEnum: false,
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Firsthand',
        version: '1',
        description:
          'What browsers send, and what is asked about it. Filters and questions are explained in docs/query.md.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      // Without one where the server is read on its own machine, or by everyone.
      security: [{ token: [] }, {}],
      components: {
        securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
        schemas: COMPONENTS as never,
      },
    },
    transformObject: (document) =>
      'openapiObject' in document ? (withReferences(document.openapiObject) as never) : {},
  });
}

/** Has schemas that bear the title of a component refer to it. */
function withReferences(document: object): object {
  const { components, ...rest } = document as { components: unknown };
  return { ...(referring(rest) as object), components };
}

function referring(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(referring);
  if (typeof part !== 'object' || part === null) return part;
  const { title, description } = part as { title?: unknown; description?: string };
  if (typeof title === 'string' && title in COMPONENTS)
    return { $ref: `#/components/schemas/${title}`, ...(description && { description }) };
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, referring(value)]));
}
