import type { Failpoints } from '../failpoints';
import type { BookingStore } from '../stores/dynamodb/bookings';
import type { BookingWorkflows } from './bookingWorkflows';

/** The failpoints of the booking's door: before and after each of its own effects, and before an answer is built. */
export function bookingsWithFailpoints({ around }: Failpoints, bookings: BookingStore): BookingStore {
  return {
    ...bookings,
    putNewBooking: around('putNewBooking', bookings.putNewBooking),
    findWithPersonalData: around('answerBooking', bookings.findWithPersonalData),
  };
}

/** The failpoints of the messages to a booking's workflow. */
export function workflowsWithFailpoints({ around }: Failpoints, workflows: BookingWorkflows): BookingWorkflows {
  return {
    ...workflows,
    start: around('startBooking', workflows.start),
    pay: around('payMessage', workflows.pay),
    cancel: around('cancelMessage', workflows.cancel),
    extend: around('extendMessage', workflows.extend),
    changeSeats: around('changeSeatsMessage', workflows.changeSeats),
  };
}
