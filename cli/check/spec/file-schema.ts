import { anyText, flag, isRecord, matching } from '@keyfleet/local-cloud/spec';
import * as v from 'valibot';
import { knownFields } from '../../../shared/fleet/file/known-fields.ts';

const mapping = v.custom<Record<string, unknown>>(isRecord, 'a mapping');

const resource = knownFields(
  {
    component: matching(/^fc3$|^\$\{/, 'fc3'),
    extend: v.optional(knownFields({ name: anyText }, 'a mapping with name')),
    props: mapping,
  },
  'a resource with component and props',
);

/** An `s.yaml` around the functions' properties. Source: Serverless Devs, edition 3.0.0. */
export const specFile = knownFields(
  {
    edition: v.literal('3.0.0', '3.0.0'),
    name: anyText,
    access: v.optional(anyText),
    validation: v.optional(flag),
    vars: v.optional(mapping),
    template: v.optional(mapping),
    resources: v.pipe(
      v.record(v.string(), resource, 'a mapping of resources'),
      v.minEntries(1, 'at least one resource'),
    ),
  },
  'a mapping with resources',
);
