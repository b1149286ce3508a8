import { defineAction } from '../../../action/action.ts';
import { findLaunchTemplate, named, touched } from '../launch-template-rules.ts';

/** Deletes a launch template with all of its versions. Source: ECS 2014-05-26 DeleteLaunchTemplate. */
export const deleteLaunchTemplate = defineAction({
  parameters: named,
  resources: touched,
  run: (cloud, parameters) => {
    cloud.launchTemplates.remove(findLaunchTemplate(cloud, parameters));
    return {};
  },
});
