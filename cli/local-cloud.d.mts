export * from '@keyfleet/local-cloud';
