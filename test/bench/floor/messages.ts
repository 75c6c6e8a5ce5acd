import { defineUpdate } from '@temporalio/workflow';

export const hold = defineUpdate<string>('hold');
export const pay = defineUpdate<string>('pay');
export const floorWorkflowType = 'floorBooking';
export const expiringWorkflowType = 'floorHold';

/** Effects without any effect. */
export interface FloorActivities {
  nothing(): Promise<string>;
}
