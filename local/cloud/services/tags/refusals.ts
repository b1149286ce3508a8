import type { Refusal } from '../../action/refusal.ts';

/**
 * Errors of the tag actions. Source: error tables of ECS 2014-05-26 TagResources, UntagResources and ListTagResources.
 * Those of ENS and SWAS could not be read: theirs are written as ECS writes them (choice).
 */
export const tagRefusals = {
  tooManyResources: {
    status: 400,
    code: 'NumberExceed.ResourceIds',
    message: "The ResourceIds parameter's number is exceed , Valid : 50",
  },
  tooManyTags: {
    status: 400,
    code: 'NumberExceed.Tags',
    message: "The Tags parameter's number is exceed , Valid : 20",
  },
  duplicateTagKey: { status: 400, code: 'Duplicate.TagKey', message: 'The Tag.N.Key contain duplicate key.' },
  tagKeyMalformed: { status: 400, code: 'InvalidTagKey.Malformed', message: 'The specified Tag.n.Key is not valid.' },
  tagValueMalformed: {
    status: 400,
    code: 'InvalidTagValue.Malformed',
    message: 'The specified Tag.n.Value is not valid.',
  },
  /** A filter by value alone. The code is in the text of ListTagResources; choice: its status and message. */
  tagValueAlone: {
    status: 400,
    code: 'InvalidParameter.TagValue',
    message: 'The Tag.N.Value parameter is invalid.',
  },
  resourceNotFound: {
    status: 404,
    code: 'InvalidResourceId.NotFound',
    message: 'The specified ResourceIds are not found in our records.',
  },
  typeNotFound: {
    status: 404,
    code: 'InvalidResourceType.NotFound',
    message: 'The ResourceType provided does not exist in our records.',
  },
  quotaExceeded: {
    status: 400,
    code: 'OperationDenied.QuotaExceed',
    message: 'The quota of tags on resource is beyond permitted range.',
  },
} as const satisfies Record<string, Refusal>;
