import { z } from 'zod';
import type { Route } from '../access/route.js';

/** OpenAPI 3.1 from the same route objects that serve: what is documented is what is validated. */
export function openapi(routes: readonly Route[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const names = Array.from(route.path.matchAll(/(?<=:)\w+/g), ([name]) => name);
    const input = schema(route.input, 'input') as {
      properties?: Record<string, object>;
      required?: string[];
    };
    const rest = Object.entries(input.properties ?? {}).filter(([name]) => !names.includes(name));
    const parameters = names.map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: input.properties?.[name] ?? { type: 'string' },
    }));
    const query = rest.map(([name, field]) => ({
      name,
      in: 'query',
      required: input.required?.includes(name) ?? false,
      schema: field,
    }));
    const get = route.method === 'GET';
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = {
      summary: route.summary,
      tags: [route.act.split('.')[0]],
      'x-act': route.act,
      parameters: get ? [...parameters, ...query] : parameters,
      ...(!get && {
        requestBody: {
          required: rest.length > 0,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: Object.fromEntries(rest),
                required: (input.required ?? []).filter((name) => !names.includes(name)),
              },
            },
          },
        },
      }),
      responses: {
        200: {
          description: 'Done',
          content: {
            [route.media ?? 'application/json']: { schema: route.media ? {} : schema(route.reply, 'output') },
          },
        },
        400: { description: 'Bad input: the field and the code', content: REFUSAL },
        401: { description: 'Nobody is signed in', content: REFUSAL },
        403: { description: 'The office is missing', content: REFUSAL },
        404: { description: 'There is no such thing', content: REFUSAL },
        409: { description: 'Refused: code and facts', content: REFUSAL },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Plenary', version: '1', description: 'Runs general assemblies and keeps their record.' },
    paths,
  };
}

const REFUSAL = {
  'application/json': {
    schema: {
      type: 'object',
      properties: { code: { type: 'string' }, facts: { type: 'object' } },
      required: ['code', 'facts'],
    },
  },
};

function schema(type: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(type, { io, unrepresentable: 'any', reused: 'inline' });
  return rest;
}
