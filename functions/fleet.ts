import fleet from '../fleet.yaml';
import { summarize, takeInventory } from '../shared/inventory/inventory.ts';
import { readQuery } from '../shared/inventory/query.ts';
import { defineHandler } from '../shared/runtime/request-handler.ts';

/**
 * Says what carries what in the whole fleet, selected by `fleet.yaml` or not. Its role can change nothing.
 * Triggers: direct invocation with `{"action": "instances"}`. Returns an Inventory.
 */
export const handler = defineHandler({
  read: readQuery,
  run: (query, invocation) => takeInventory(query, invocation, fleet),
  summarize,
});
