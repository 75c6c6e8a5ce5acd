// Made from docs/openapi.json by `npm run docs:api`. Not to be edited by hand.
export interface paths {
    "/v1/airports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Airports and cities that match a code, a name or the beginning of one */
        get: operations["listAirports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search for offers: one way, round trip or several cities */
        post: operations["createSearch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/searches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a search stands; with `after_seq`, what happened since, waiting for it if wanted */
        get: operations["getSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Offers of a search, sorted, filtered and paged */
        get: operations["listOffers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An offer at its price, with the seats that are left now */
        get: operations["getOffer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers/{id}/actions/price": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Price an offer again, at the fares and seats of now */
        post: operations["priceOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Two to five offers side by side, axis by axis */
        get: operations["compareOffers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/seat-maps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The seats of every segment of an offer; with a token, which of them you hold */
        get: operations["getSeatMaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My bookings, newest first */
        get: operations["listBookings"];
        put?: never;
        /** Hold seats for fifteen minutes: all seats of all passengers on all segments, or none */
        post: operations["createBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One booking */
        get: operations["getBooking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened when, from the booking's own events */
        get: operations["getBookingHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/actions/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Five more minutes, once */
        post: operations["extendBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/actions/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the held seats back */
        post: operations["cancelBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Other seats while held: all of them, or none */
        post: operations["changeSeats"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pay for held seats */
        post: operations["createPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who I am here, and what I have told about myself */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the profile: members that are sent replace, null removes, the rest stays */
        patch: operations["changeAccount"];
        trace?: never;
    };
    "/v1/account/actions/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forget me: profile, saved passengers and the people in all my bookings, as soon as each has ended */
        post: operations["eraseAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/actions/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forget the people in one booking that has ended: for guests, and for partners whose customer asks */
        post: operations["eraseBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/passengers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My saved passengers, by name */
        get: operations["listSavedPassengers"];
        put?: never;
        /** Save a passenger */
        post: operations["addSavedPassenger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/passengers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One saved passenger */
        get: operations["getSavedPassenger"];
        put?: never;
        post?: never;
        /** Delete a saved passenger */
        delete: operations["deleteSavedPassenger"];
        options?: never;
        head?: never;
        /** Change a saved passenger: members that are sent replace, null removes, the rest stays */
        patch: operations["changeSavedPassenger"];
        trace?: never;
    };
    "/v1/searches/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened after an event, waiting for it if wanted; with Accept: text/event-stream as a stream */
        get: operations["listSearchEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened after an event, waiting for it if wanted; with Accept: text/event-stream as a stream */
        get: operations["listBookingEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/seat-maps/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened after an event, waiting for it if wanted; with Accept: text/event-stream as a stream */
        get: operations["listSeatMapEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The payment provider's signed webhook */
        post: operations["receivePaymentEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ops/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports: the one under way with its progress, then the latest that ended with their reports */
        get: operations["listImports"];
        put?: never;
        /** Import a network from files: check all of it, write the difference, compute its routes */
        post: operations["startImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ops/recomputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recomputes: those under way with their progress, then the latest that ended */
        get: operations["listRecomputes"];
        put?: never;
        /** Compute all routes anew, now; or join the recompute that is under way */
        post: operations["startRecompute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ops/flight-legs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop selling a leg, or sell it again: searches, prices and holds follow at once; bookings stay */
        post: operations["setFlightLegStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ops/reconciliations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the reconciler did about bookings and payments that nothing worked on, and why */
        get: operations["listReconciliations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether this process answers */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether everything this process needs is there */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        SearchRequest: {
            slices: ({
                /** @description IATA code of an airport or city */
                origin: string;
                /** @description IATA code of an airport or city */
                destination: string;
                /** Format: date */
                date: string;
            } | {
                /** @description IATA code of an airport or city */
                origin: string;
                /** @description IATA code of an airport or city */
                destination: string;
                /** @description Window of departure, local at the origin, at most three days wide */
                depart: {
                    /**
                     * @description Wall-clock time without offset
                     * @example 2026-12-10T07:05
                     */
                    from: string;
                    /**
                     * @description Wall-clock time without offset
                     * @example 2026-12-10T07:05
                     */
                    to: string;
                };
            })[];
            passengers: ({
                /** @constant */
                type: "adult";
            } | {
                age: number;
                /** @enum {string} */
                seat?: "own" | "lap";
            })[];
            /** @default economy */
            cabin?: components["schemas"]["Cabin"];
            /** @description On each slice. Without it: at most 2, and where no way has so few, those with the fewest (up to 5) */
            max_connections?: number;
            /**
             * @description ISO 4217 code
             * @default EUR
             * @example GBP
             */
            currency?: string;
            /** @default best */
            sort?: components["schemas"]["OfferSort"];
            filters?: {
                airlines?: string[];
                max_connections?: number;
                /**
                 * @description Wall-clock time at the origin
                 * @example 06:30
                 */
                depart_after?: string;
                /**
                 * @description Wall-clock time at the origin
                 * @example 06:30
                 */
                depart_before?: string;
                /** @description ISO 8601 duration of days, hours and minutes */
                max_duration?: string;
                bags_min?: number;
                refundable?: boolean;
            };
            /**
             * @description Also connections from one airport of a city to another: three hours at least, or what the city publishes
             * @default false
             */
            allow_airport_change?: boolean;
            flexible_dates?: components["schemas"]["FlexibleDates"];
            /**
             * @description Say which flights and itineraries are not offered, and why
             * @default false
             */
            explain?: boolean;
        };
        /** @enum {string} */
        Cabin: "economy" | "premium_economy" | "business" | "first";
        /**
         * @description `best` is the lowest of 0.55 x how far above the cheapest + 0.3 x how far above the fastest (as shares) + 0.1 per connection + 0.05 per take-off or landing at night (23:00 to 06:00).
         * @enum {string}
         */
        OfferSort: "best" | "price" | "duration" | "departure" | "arrival";
        /** @description Also the cheapest price on other dates, for one or two slices that have a date. The offers are for the dates asked for */
        FlexibleDates: {
            /** @description So many days before and after each date: a row of seven, or a matrix for there and back */
            days_around: number;
        } | {
            /** @description On each of so many days from the date on; there and back with the same days in between */
            days_ahead: number;
        };
        NewBooking: {
            /** @description Id that begins with off_ */
            offer_id: string;
            /** @description The offer's total, without seat charges */
            expected_total: components["schemas"]["Money"];
            /** @description From a `price_changed` refusal: accepts the new price */
            accept_token?: string;
            passengers: components["schemas"]["Passenger"][];
            /** @default [] */
            seats?: components["schemas"]["SeatChoice"][];
            /**
             * @default exact
             * @enum {string}
             */
            seat_policy?: "exact" | "best_available";
            contact: components["schemas"]["Contact"];
            /**
             * @description Book although a passenger is confirmed on one of the flights already, in another booking of yours
             * @default false
             */
            allow_duplicate?: boolean;
            /** @default {} */
            metadata?: {
                [key: string]: string;
            };
        };
        /**
         * @description Integer minor units and an ISO 4217 code
         * @example {
         *       "amount": 22178,
         *       "currency": "GBP"
         *     }
         */
        Money: {
            /** @description Minor units: pence, cents, yen */
            amount: number;
            /**
             * @description ISO 4217 code
             * @example GBP
             */
            currency: string;
        };
        Passenger: {
            /**
             * @description The caller's own id within the request
             * @example pax_1
             */
            id: string;
            /** @enum {string} */
            type: "adult" | "child" | "infant_seat" | "infant_lap";
            given_name: string;
            family_name: string;
            /**
             * Format: date
             * @description Calendar date
             * @example 2026-12-10
             */
            born_on: string;
            /** @enum {string} */
            gender?: "female" | "male" | "unspecified";
            document?: {
                /** @enum {string} */
                type: "passport" | "identity_card";
                number: string;
                issued_by: string;
                /**
                 * Format: date
                 * @description Calendar date
                 * @example 2026-12-10
                 */
                expires_on: string;
            };
            loyalty?: {
                carrier: string;
                number: string;
            };
        };
        SeatChoice: {
            segment: number;
            /**
             * @description The caller's own id within the request
             * @example pax_1
             */
            passenger: string;
            /** @example 12A */
            designator: string;
        };
        Contact: {
            email: string & (unknown & unknown);
            phone: string;
        };
        SeatChange: {
            seats: components["schemas"]["SeatChoice"][];
        };
        NewPayment: {
            amount: components["schemas"]["Money"];
            method: {
                /** @constant */
                type: "card";
                /** @description The payment provider's token of the card; never a card number */
                token: string;
            };
            /** Format: uri */
            return_url: string;
        };
        ProfileChange: {
            given_name?: string | null;
            family_name?: string | null;
            email?: (string & (unknown & unknown)) | null;
            phone?: string | null;
            home_airport?: string | null;
            currency?: string | null;
        };
        NewSavedPassenger: {
            given_name: string;
            family_name: string;
            /**
             * Format: date
             * @description Calendar date
             * @example 2026-12-10
             */
            born_on: string;
            /** @enum {string} */
            gender?: "female" | "male" | "unspecified";
            document?: {
                /** @enum {string} */
                type: "passport" | "identity_card";
                number: string;
                issued_by: string;
                /**
                 * Format: date
                 * @description Calendar date
                 * @example 2026-12-10
                 */
                expires_on: string;
            };
            loyalty?: {
                carrier: string;
                number: string;
            };
        };
        SavedPassengerChange: {
            given_name?: string;
            family_name?: string;
            /**
             * Format: date
             * @description Calendar date
             * @example 2026-12-10
             */
            born_on?: string;
            gender?: ("female" | "male" | "unspecified") | null;
            document?: {
                /** @enum {string} */
                type: "passport" | "identity_card";
                number: string;
                issued_by: string;
                /**
                 * Format: date
                 * @description Calendar date
                 * @example 2026-12-10
                 */
                expires_on: string;
            } | null;
            loyalty?: {
                carrier: string;
                number: string;
            } | null;
        };
        /** @description An airport, or a city with all its airports: both can be searched from and to */
        Location: {
            /** @enum {string} */
            kind: "airport" | "city";
            code: string;
            name: string;
            city: string;
            /** @description ISO 3166-1 alpha-2 */
            country: string;
            zone: string;
            airports: {
                code: string;
                name: string;
                latitude: number;
                longitude: number;
            }[];
        };
        ListMeta: {
            /** @description Cursor of the next page; null on the last */
            after: string | null;
            /** @description Number of all entries, where it is known */
            total?: number;
        } & {
            [key: string]: unknown;
        };
        /** @description Problem details (RFC 9457) */
        Problem: {
            /**
             * Format: uri
             * @description Page about this code
             */
            type: string;
            title: string;
            status: number;
            detail: string;
            instance: string;
            code: string;
            request_id: string;
            /** @enum {string} */
            retryable: "never" | "same_key" | "after";
            retry_after_s?: number;
            errors?: components["schemas"]["Fault"][];
            current?: unknown;
            alternatives?: unknown;
            next_actions?: string[];
        } & {
            [key: string]: unknown;
        };
        Fault: {
            /** @description JSON pointer into the body, or the name of a query parameter or header */
            pointer: string;
            code: string;
            message: string;
            example?: unknown;
            /** @description Values that may have been meant, best first */
            suggestions?: unknown[];
        };
        /** @description With `explain`: every branch that was not followed, of each reason the first 12 */
        SearchExplanation: {
            /** @description For each slice: ways that are known, and how many of them were looked at */
            ways: {
                known: number;
                looked_at: number;
            }[];
            branches: {
                slice: number;
                /** @description Airports of the way that was walked */
                way: string[];
                /** @description From the origin on; the last one is the one that the reason is about */
                flights: {
                    flight_id: string;
                    /**
                     * @description Code of a carrier: two characters, with some a letter more
                     * @example X1
                     */
                    carrier: string;
                    number: string;
                }[];
                /** @enum {string} */
                reason: "departs_within_cutoff" | "cancelled" | "outside_window" | "no_fare_in_cabin" | "sold_out" | "codeshare" | "same_flight" | "below_minimum_connection" | "above_longest_layover" | "airport_twice" | "not_flown_then" | "dominated_connection" | "too_slow" | "no_common_brand" | "filtered" | "no_turnaround" | "beyond_result_size";
            }[];
            /** @description Branches that are counted in `dropped` but not listed */
            cut: number;
        };
        DatePrice: {
            /** @description The date of each slice */
            on: string[];
            /** @enum {string} */
            reason: "ok" | "no_route" | "no_connection" | "sold_out" | "source_failed";
            /** @description Of the whole party on the cheapest journey; absent: there is none */
            total?: components["schemas"]["Money"];
            /**
             * Format: duration
             * @description Of that journey, over all slices
             * @example PT2H35M
             */
            duration?: string;
            connections?: number;
        };
        /**
         * Format: date-time
         * @description RFC 3339 in UTC
         * @example 2026-12-10T06:05:00.000Z
         */
        Instant: string;
        Offer: {
            /** @description Id that begins with off_ */
            id: string;
            total: components["schemas"]["Money"];
            per_passenger: {
                passenger_type: components["schemas"]["PassengerType"];
                base: components["schemas"]["Money"];
                taxes: {
                    code: string;
                    amount: components["schemas"]["Money"];
                }[];
                total: components["schemas"]["Money"];
            }[];
            cabin: components["schemas"]["Cabin"];
            fare_brand: string;
            fare_brand_name: string;
            conditions: components["schemas"]["FareConditions"];
            slices: components["schemas"]["Slice"][];
            /** @description Of the fullest flight; more than nine are shown as nine */
            seats_left: number;
            /** @description Positions within the search, 1 is first */
            rank: {
                best: number;
                price: number;
                duration: number;
            };
            why_ranked: string[];
            /** @description Instant of the availability behind `seats_left` */
            as_of: components["schemas"]["Instant"];
            expires_at: components["schemas"]["Instant"];
            payment: {
                hold_minutes: number;
            };
        };
        /** @enum {string} */
        PassengerType: "adult" | "child" | "infant_seat" | "infant_lap";
        FareConditions: {
            /** @enum {string} */
            change: "free" | "fee" | "no";
            /** @enum {string} */
            refund: "free" | "fee" | "no";
            /** @description Checked bags included per passenger */
            bags: number;
            /** @enum {string} */
            seat_choice: "free" | "fee";
        };
        Slice: {
            /**
             * @description IATA code of an airport
             * @example LIS
             */
            origin: string;
            /**
             * @description IATA code of an airport
             * @example LIS
             */
            destination: string;
            /**
             * Format: duration
             * @description ISO 8601 duration
             * @example PT2H35M
             */
            duration: string;
            segments: components["schemas"]["Segment"][];
            connections: {
                /**
                 * @description IATA code of an airport
                 * @example LIS
                 */
                airport: string;
                /**
                 * @description With a change of airport: the other one
                 * @example LIS
                 */
                departs_from?: string;
                /**
                 * Format: duration
                 * @description ISO 8601 duration
                 * @example PT2H35M
                 */
                duration: string;
                /** @enum {string} */
                kind: "same_terminal" | "change_of_terminal" | "same_airport" | "change_of_airport";
            }[];
        };
        Segment: {
            /**
             * @description Operating carrier, number, date at the first board point, board point. A retiming does not change it.
             * @example X1-101-2026-12-10-LIS
             */
            flight_id: string;
            /**
             * @description Code of a carrier: two characters, with some a letter more
             * @example X1
             */
            carrier: string;
            number: string;
            operating: {
                /**
                 * @description Code of a carrier: two characters, with some a letter more
                 * @example X1
                 */
                carrier: string;
                number: string;
            };
            depart: components["schemas"]["FlightEnd"];
            arrive: components["schemas"]["FlightEnd"];
            /**
             * Format: duration
             * @description ISO 8601 duration
             * @example PT2H35M
             */
            duration: string;
            aircraft: string;
            cabin: components["schemas"]["Cabin"];
            booking_class: string;
            fare_basis: string;
            /** @description Where the flight lands on the way, under the same number and with the traveller on board */
            stops?: {
                /**
                 * @description IATA code of an airport
                 * @example LIS
                 */
                airport: string;
                arrive: components["schemas"]["FlightEnd"];
                depart: components["schemas"]["FlightEnd"];
                /**
                 * Format: duration
                 * @description On the ground
                 * @example PT2H35M
                 */
                duration: string;
            }[];
        };
        FlightEnd: {
            /**
             * @description IATA code of an airport
             * @example LIS
             */
            airport: string;
            terminal?: string;
            /**
             * @description Wall-clock time without offset
             * @example 2026-12-10T07:05
             */
            local: string;
            /**
             * @description IANA time zone
             * @example Europe/Lisbon
             */
            zone: string;
            utc: components["schemas"]["Instant"];
        };
        Search: {
            /** @description Id that begins with srh_ */
            id: string;
            /** @enum {string} */
            status: "running" | "completed" | "failed";
            /**
             * @description Why there are no offers; `ok` when there are
             * @enum {string}
             */
            reason?: "ok" | "no_route" | "no_connection" | "sold_out" | "source_failed";
            counts: {
                /** @description Offers that can be listed */
                offers: number;
                /** @description Offers found, before the result was cut to size */
                found: number;
                routes: number;
                itineraries: number;
            };
            sources: {
                name: string;
                /** @enum {string} */
                status: "running" | "completed" | "failed";
            }[];
            /** @description With `explain`: how many branches were not followed, by reason */
            dropped?: {
                [key: string]: number;
            };
            explanation?: components["schemas"]["SearchExplanation"];
            /** @description With `flexible_dates`: the cheapest price on each of them, when the search has completed */
            dates?: components["schemas"]["DatePrice"][];
            created_at: components["schemas"]["Instant"];
            completed_at?: components["schemas"]["Instant"];
            expires_at: components["schemas"]["Instant"];
            server_time: components["schemas"]["Instant"];
            stream: {
                /**
                 * @description To subscribe over Socket.IO
                 * @example search:srh_abc
                 */
                channel: string;
                namespace: string;
                /** @description The same as server-sent events, or as a long poll */
                events: string;
            };
        };
        OfferListMeta: {
            after: string | null;
            total: number;
            /** @description With `pareto=true`: how many offers it hid */
            dominated?: number;
            /**
             * @description Of the search: while it runs there may be more
             * @enum {string}
             */
            status: "running" | "completed" | "failed";
            /** @enum {string} */
            reason?: "ok" | "no_route" | "no_connection" | "sold_out" | "source_failed";
        };
        PricedOffer: {
            offer: components["schemas"]["Offer"];
            previous_total: components["schemas"]["Money"];
            /** @description Whether the total differs from the one the offer was found with */
            changed: boolean;
            /** @description Whether every flight has a seat for everybody who needs one */
            available: boolean;
        };
        OfferComparison: {
            offers: components["schemas"]["Offer"][];
            /**
             * @description ISO 4217 code
             * @example GBP
             */
            currency: string;
            axes: {
                axis: string;
                /** @enum {string} */
                unit: "money" | "minutes" | "count" | "local_time" | "condition";
                /** @description In the order of `offers` */
                values: (number | string)[];
                /** @description Empty when all are equal, or it is a matter of taste */
                best: string[];
            }[];
        };
        SeatMap: {
            /** @description Counts from 0 over the whole offer */
            segment: number;
            /**
             * @description Also names the channel seatmap:<flight_id>
             * @example XA-101-2026-12-10-LIS
             */
            flight_id: string;
            /** @description Follow the channel from here on with after_seq = version */
            version: number;
            /** @description Only where the segment has several: follow the channel of each */
            legs?: {
                /**
                 * @description Also names the channel seatmap:<flight_id>
                 * @example XA-101-2026-12-10-LIS
                 */
                flight_id: string;
                /** @description Follow the channel from here on with after_seq = version */
                version: number;
            }[];
            aircraft: string;
            cabins: {
                cabin: components["schemas"]["Cabin"];
                rows: {
                    row: number;
                    /** @description From left to right, divided by aisles */
                    sections: {
                        elements: (components["schemas"]["SeatElement"] | components["schemas"]["CabinElement"])[];
                    }[];
                }[];
            }[];
        };
        SeatElement: {
            /** @constant */
            type: "seat";
            /** @example 12A */
            designator: string;
            /**
             * @description restricted: not for this offer (another cabin, the rules of exit rows)
             * @enum {string}
             */
            state: "free" | "held" | "held_by_you" | "sold" | "blocked" | "restricted";
            characteristics: string[];
            /** @description For each passenger of the type; a type that is missing may not sit here */
            price: {
                passenger_type: components["schemas"]["PassengerType"];
                amount: components["schemas"]["Money"];
            }[];
        };
        CabinElement: {
            /** @enum {string} */
            type: "aisle" | "exit" | "lavatory" | "galley" | "bassinet" | "empty";
        };
        Booking: {
            /** @description Id that begins with bkg_ */
            id: string;
            /** @enum {string} */
            status: "held" | "payment_processing" | "confirmed" | "expired" | "cancelled" | "refused";
            version: number;
            /** @description Record locator, once confirmed */
            reference?: string;
            hold?: {
                expires_at: components["schemas"]["Instant"];
                server_time: components["schemas"]["Instant"];
                extendable: boolean;
                hard_cap: components["schemas"]["Instant"];
            };
            price: {
                total: components["schemas"]["Money"];
                guaranteed_until?: components["schemas"]["Instant"];
                lines: {
                    /** @enum {string} */
                    kind: "fare" | "tax" | "seat";
                    label: string;
                    amount: components["schemas"]["Money"];
                }[];
            };
            payment: {
                /** @enum {string} */
                status: "none" | "requires_action" | "processing" | "authorised" | "captured" | "declined" | "voided" | "refunded";
            } & {
                [key: string]: unknown;
            };
            /** @description Id that begins with off_ */
            offer_id: string;
            slices: unknown[];
            seats: components["schemas"]["SeatChoice"][];
            passengers: ({
                /**
                 * @description The caller's own id within the request
                 * @example pax_1
                 */
                id: string;
                /** @enum {string} */
                type: "adult" | "child" | "infant_seat" | "infant_lap";
            } & {
                [key: string]: unknown;
            })[];
            contact?: components["schemas"]["Contact"];
            available_actions: string[];
            booking_token?: string;
            metadata: {
                [key: string]: string;
            };
            created_at: components["schemas"]["Instant"];
            server_time: components["schemas"]["Instant"];
        };
        BookingEvent: {
            seq: number;
            type: string;
            at: components["schemas"]["Instant"];
            data: {
                [key: string]: unknown;
            };
        };
        Payment: {
            /** @description Id that begins with pay_ */
            id: string;
            /** @enum {string} */
            status: "none" | "requires_action" | "processing" | "authorised" | "captured" | "declined" | "voided" | "refunded";
            amount: components["schemas"]["Money"];
            action?: {
                /** @constant */
                type: "redirect";
                /** Format: uri */
                url: string;
            };
            decline_code?: string;
            seat_protected_until?: components["schemas"]["Instant"];
            /** @description Id that begins with bkg_ */
            booking_id: string;
            server_time: components["schemas"]["Instant"];
        };
        Account: {
            /**
             * @description The user, as bookings name their owner
             * @example usr_traveller-1
             */
            id: string;
            /** @description `operator`, `partner`; everybody is a traveller */
            roles: string[];
            profile: {
                given_name?: string;
                family_name?: string;
                email?: string & (unknown & unknown);
                phone?: string;
                /**
                 * @description IATA code of an airport or city
                 * @example LIS
                 * @example LON
                 */
                home_airport?: unknown;
                /**
                 * @description ISO 4217 code
                 * @example GBP
                 */
                currency?: string;
            };
            /** @description How many are kept */
            saved_passengers: number;
        };
        Erasure: {
            requested_at: components["schemas"]["Instant"];
            bookings: {
                /** @description Bookings whose passengers and contact nobody can read any more */
                erased: number;
                kept: {
                    /** @description Id that begins with bkg_ */
                    id: string;
                    /**
                     * @description `live`: on hold or being paid for; `not_flown`: a ticket whose last flight has not arrived
                     * @enum {string}
                     */
                    reason: "live" | "not_flown";
                    looked_at_again_at: components["schemas"]["Instant"];
                }[];
            };
        };
        SavedPassenger: {
            /** @description Id that begins with sav_ */
            id: string;
            given_name: string;
            family_name: string;
            /**
             * Format: date
             * @description Calendar date
             * @example 2026-12-10
             */
            born_on: string;
            /** @enum {string} */
            gender?: "female" | "male" | "unspecified";
            document?: {
                /** @enum {string} */
                type: "passport" | "identity_card";
                number: string;
                issued_by: string;
                /**
                 * Format: date
                 * @description Calendar date
                 * @example 2026-12-10
                 */
                expires_on: string;
            };
            loyalty?: {
                carrier: string;
                number: string;
            };
        };
        WebhookReceipt: {
            /** @constant */
            received: true;
        };
        Import: {
            id: string;
            /** @enum {string} */
            status: "running" | "ended";
            started_at: components["schemas"]["Instant"];
            /** @description When searches went over to the network, which may be before all its routes are stored */
            in_use_at?: components["schemas"]["Instant"];
            finished_at?: components["schemas"]["Instant"];
            /** @description While running: lines read, pairs of airports written, or origins whose routes are stored */
            progress?: {
                /** @enum {string} */
                phase: "reading" | "writing" | "routes" | "done";
                done?: number;
                of?: number;
            };
            /**
             * @description Only `imported` wrote anything; `faulty`: see `faults`; `refused`: the network looked broken
             * @enum {string}
             */
            outcome?: "imported" | "unchanged" | "refused" | "faulty";
            name?: string;
            reason?: string;
            /** @description The first fifty */
            faults?: {
                file: string;
                line: number;
                field: string;
                value: string;
                expected: string;
            }[];
            fault_count?: number;
            findings?: {
                kind: string;
                /** @description What was noticed, and what was done about it */
                what: string;
                count: number;
                examples: string[];
            }[];
            /** @description As the files have them, codeshares included */
            flights_read?: number;
            airports?: number;
            carriers?: number;
            /** @description Segments on sale */
            schedules?: number;
            /** @description Ordered pairs of airports with flights */
            legs?: number;
            pairs_changed?: number;
            /** @description Whether searches had routes to look up before */
            has_snapshot?: boolean;
        };
        Recompute: {
            id: string;
            /** @enum {string} */
            status: "running" | "ended";
            started_at: components["schemas"]["Instant"];
            /** @description While running; missing while no worker can be asked */
            progress?: {
                /** @enum {string} */
                phase: "loading" | "waiting" | "computing" | "flipping" | "done";
                /** @description Origins whose routes are computed and written */
                sources_done: number;
                sources: number;
                /** @description Pairs whose routes changed */
                written: number;
                /** @description Since when searches use the new network and compute those of its routes that are not written yet */
                opened_at?: components["schemas"]["Instant"];
            };
            /** @description When searches went over to the new network, where that was before its routes were written */
            opened_at?: components["schemas"]["Instant"];
            finished_at?: components["schemas"]["Instant"];
            /** @description `flipped`: searches use the new routes; `unchanged`; `refused`: the network looked broken; `superseded` */
            outcome?: string;
            /** @description Why the network was refused */
            reason?: string;
            snapshot?: number;
            airports?: number;
            legs?: number;
            /** @description Ordered pairs with at least one route */
            pairs?: number;
            paths?: number;
            written?: number;
        };
        FlightLeg: {
            flight_id: string;
            /** @enum {string} */
            status: "open" | "cancelled" | "departed";
            /**
             * @description The status before
             * @enum {string}
             */
            was: "open" | "cancelled" | "departed";
        };
        Reconciliation: {
            id: string;
            /**
             * @description How far back payments were looked at
             * @enum {string}
             */
            payments: "recent" | "all";
            started_at: components["schemas"]["Instant"];
            finished_at: components["schemas"]["Instant"];
            settled_count: number;
            stray_count: number;
            /** @description Bookings on which nothing worked any more; the first fifty */
            settled: {
                booking_id: string;
                /** @description State of the booking's row in which nothing went on with it */
                was: string;
                /** @description `expired`, `cancelled` or `refused`: closed for this reason; `ticket`; `clear`: what an earlier close left behind was freed; `leave`: looked at again later; `failed`: tried again later */
                did: string;
                because: string;
            }[];
            /** @description Payments that no booking stood for, each handed to a workflow that sells or gives back; the first fifty */
            strays: {
                booking_id: string;
                payment_id: string;
                provider_id: string;
                /** @description As the provider told it */
                state: string;
            }[];
        };
        Readiness: {
            /** @enum {string} */
            status: "ready" | "not_ready" | "stopping";
            /** @description Names of the parts that are not there */
            missing: string[];
            /** @description `ok`, or what is missing, by part */
            checks: {
                [key: string]: string;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Id of the request: the one sent, or a new one */
        "X-Request-Id": string;
        /** @description Day of the contract this answer follows */
        "Api-Version": string;
        /** @description Seconds to wait before the same request is sent again */
        "Retry-After": number;
        /** @description `true` when this is the answer of an earlier request with the same key */
        "Idempotency-Replayed": string;
        /** @description Requests a minute by the tightest limit this request has met */
        "RateLimit-Limit": number;
        /** @description Requests left of it in this minute */
        "RateLimit-Remaining": number;
        /** @description Seconds until the count begins anew */
        "RateLimit-Reset": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAirports: {
        parameters: {
            query: {
                q: string;
                /** @description At most this many; 10 by default */
                limit?: number;
            };
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Best matches first; no match is an empty list */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "kind": "city",
                     *           "code": "LON",
                     *           "name": "London, all airports",
                     *           "city": "London",
                     *           "country": "GB",
                     *           "zone": "Europe/London",
                     *           "airports": [
                     *             {
                     *               "code": "LGW",
                     *               "name": "London Gatwick Airport",
                     *               "latitude": 51.1481,
                     *               "longitude": -0.19028
                     *             },
                     *             {
                     *               "code": "LHR",
                     *               "name": "London Heathrow Airport",
                     *               "latitude": 51.4706,
                     *               "longitude": -0.46194
                     *             }
                     *           ]
                     *         },
                     *         {
                     *           "kind": "airport",
                     *           "code": "LGW",
                     *           "name": "London Gatwick Airport",
                     *           "city": "London",
                     *           "country": "GB",
                     *           "zone": "Europe/London",
                     *           "airports": [
                     *             {
                     *               "code": "LGW",
                     *               "name": "London Gatwick Airport",
                     *               "latitude": 51.1481,
                     *               "longitude": -0.19028
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "meta": {
                     *         "after": null,
                     *         "total": 3
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Location"][];
                        meta: components["schemas"]["ListMeta"];
                    };
                };
            };
            /** @description `api_version_unsupported`: This version of the contract is not spoken here. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_token`: The bearer token is not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSearch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description `wait=N`: answer when the work has ended, at the latest after N seconds (RFC 7240)
                 * @example wait=20
                 */
                Prefer?: string;
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "slices": [
                 *         {
                 *           "origin": "LIS",
                 *           "destination": "JFK",
                 *           "date": "2026-12-10"
                 *         }
                 *       ],
                 *       "passengers": [
                 *         {
                 *           "type": "adult"
                 *         },
                 *         {
                 *           "age": 4
                 *         }
                 *       ],
                 *       "cabin": "economy",
                 *       "max_connections": 2,
                 *       "currency": "EUR",
                 *       "sort": "best",
                 *       "filters": {
                 *         "max_duration": "PT20H"
                 *       },
                 *       "explain": false
                 *     }
                 */
                "application/json": components["schemas"]["SearchRequest"];
            };
        };
        responses: {
            /** @description With `Prefer: wait=N`: the search has completed */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "srh_GDwqoRti3G-Axya3PzxIsQ",
                     *       "status": "completed",
                     *       "reason": "ok",
                     *       "counts": {
                     *         "offers": 512,
                     *         "found": 582,
                     *         "routes": 30,
                     *         "itineraries": 194
                     *       },
                     *       "sources": [
                     *         {
                     *           "name": "routes",
                     *           "status": "completed"
                     *         },
                     *         {
                     *           "name": "flights",
                     *           "status": "completed"
                     *         }
                     *       ],
                     *       "created_at": "2026-11-22T23:41:23.851Z",
                     *       "completed_at": "2026-11-22T23:41:38.328Z",
                     *       "expires_at": "2026-11-23T00:11:23.851Z",
                     *       "server_time": "2026-11-22T23:41:38.421Z",
                     *       "stream": {
                     *         "channel": "search:srh_GDwqoRti3G-Axya3PzxIsQ",
                     *         "namespace": "/v1/stream",
                     *         "events": "/v1/searches/srh_GDwqoRti3G-Axya3PzxIsQ/events"
                     *       },
                     *       "offers": [
                     *         {
                     *           "id": "off_-SxzGeYjCLyL3Jv68U98Pg_0",
                     *           "total": {
                     *             "amount": 11257,
                     *             "currency": "GBP"
                     *           },
                     *           "per_passenger": [
                     *             {
                     *               "passenger_type": "adult",
                     *               "base": {
                     *                 "amount": 8600,
                     *                 "currency": "GBP"
                     *               },
                     *               "taxes": [
                     *                 {
                     *                   "code": "GB",
                     *                   "amount": {
                     *                     "amount": 1316,
                     *                     "currency": "GBP"
                     *                   }
                     *                 },
                     *                 {
                     *                   "code": "QX",
                     *                   "amount": {
                     *                     "amount": 980,
                     *                     "currency": "GBP"
                     *                   }
                     *                 }
                     *               ],
                     *               "total": {
                     *                 "amount": 11257,
                     *                 "currency": "GBP"
                     *               }
                     *             }
                     *           ],
                     *           "cabin": "economy",
                     *           "fare_brand": "economy_light",
                     *           "fare_brand_name": "Economy Light",
                     *           "conditions": {
                     *             "change": "no",
                     *             "refund": "no",
                     *             "bags": 0,
                     *             "seat_choice": "fee"
                     *           },
                     *           "slices": [
                     *             {
                     *               "origin": "LHR",
                     *               "destination": "LIS",
                     *               "duration": "PT2H30M",
                     *               "segments": [
                     *                 {
                     *                   "flight_id": "L0-145-2026-12-22-LHR",
                     *                   "carrier": "L0",
                     *                   "number": "145",
                     *                   "operating": {
                     *                     "carrier": "L0",
                     *                     "number": "145"
                     *                   },
                     *                   "depart": {
                     *                     "airport": "LHR",
                     *                     "terminal": "4",
                     *                     "local": "2026-12-22T10:50",
                     *                     "zone": "Europe/London",
                     *                     "utc": "2026-12-22T10:50:00.000Z"
                     *                   },
                     *                   "arrive": {
                     *                     "airport": "LIS",
                     *                     "terminal": "2",
                     *                     "local": "2026-12-22T13:20",
                     *                     "zone": "Europe/Lisbon",
                     *                     "utc": "2026-12-22T13:20:00.000Z"
                     *                   },
                     *                   "duration": "PT2H30M",
                     *                   "aircraft": "320",
                     *                   "cabin": "economy",
                     *                   "booking_class": "L",
                     *                   "fare_basis": "LLGTL0"
                     *                 }
                     *               ],
                     *               "connections": []
                     *             }
                     *           ],
                     *           "seats_left": 9,
                     *           "rank": {
                     *             "best": 1,
                     *             "price": 1,
                     *             "duration": 1
                     *           },
                     *           "why_ranked": [
                     *             "cheapest",
                     *             "fastest"
                     *           ],
                     *           "as_of": "2026-11-22T23:41:26.010Z",
                     *           "expires_at": "2026-11-23T00:01:26.010Z",
                     *           "payment": {
                     *             "hold_minutes": 15
                     *           }
                     *         },
                     *         {
                     *           "id": "off_-SxzGeYjCLyL3Jv68U98Pg_1",
                     *           "total": {
                     *             "amount": 11515,
                     *             "currency": "GBP"
                     *           },
                     *           "per_passenger": [
                     *             {
                     *               "passenger_type": "adult",
                     *               "base": {
                     *                 "amount": 8858,
                     *                 "currency": "GBP"
                     *               },
                     *               "taxes": [
                     *                 {
                     *                   "code": "GB",
                     *                   "amount": {
                     *                     "amount": 1316,
                     *                     "currency": "GBP"
                     *                   }
                     *                 },
                     *                 {
                     *                   "code": "QX",
                     *                   "amount": {
                     *                     "amount": 980,
                     *                     "currency": "GBP"
                     *                   }
                     *                 }
                     *               ],
                     *               "total": {
                     *                 "amount": 11515,
                     *                 "currency": "GBP"
                     *               }
                     *             }
                     *           ],
                     *           "cabin": "economy",
                     *           "fare_brand": "economy_light",
                     *           "fare_brand_name": "Economy Light",
                     *           "conditions": {
                     *             "change": "no",
                     *             "refund": "no",
                     *             "bags": 0,
                     *             "seat_choice": "fee"
                     *           },
                     *           "slices": [
                     *             {
                     *               "origin": "LHR",
                     *               "destination": "LIS",
                     *               "duration": "PT2H30M",
                     *               "segments": [
                     *                 {
                     *                   "flight_id": "K0-184-2026-12-22-LHR",
                     *                   "carrier": "K0",
                     *                   "number": "184",
                     *                   "operating": {
                     *                     "carrier": "K0",
                     *                     "number": "184"
                     *                   },
                     *                   "depart": {
                     *                     "airport": "LHR",
                     *                     "terminal": "2",
                     *                     "local": "2026-12-22T06:45",
                     *                     "zone": "Europe/London",
                     *                     "utc": "2026-12-22T06:45:00.000Z"
                     *                   },
                     *                   "arrive": {
                     *                     "airport": "LIS",
                     *                     "terminal": "2",
                     *                     "local": "2026-12-22T09:15",
                     *                     "zone": "Europe/Lisbon",
                     *                     "utc": "2026-12-22T09:15:00.000Z"
                     *                   },
                     *                   "duration": "PT2H30M",
                     *                   "aircraft": "320",
                     *                   "cabin": "economy",
                     *                   "booking_class": "L",
                     *                   "fare_basis": "LLGTK0"
                     *                 }
                     *               ],
                     *               "connections": []
                     *             }
                     *           ],
                     *           "seats_left": 9,
                     *           "rank": {
                     *             "best": 2,
                     *             "price": 2,
                     *             "duration": 2
                     *           },
                     *           "why_ranked": [
                     *             "2 % above the cheapest",
                     *             "fastest"
                     *           ],
                     *           "as_of": "2026-11-22T23:41:26.010Z",
                     *           "expires_at": "2026-11-23T00:01:26.010Z",
                     *           "payment": {
                     *             "hold_minutes": 15
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description Id that begins with srh_ */
                        id: string;
                        /** @enum {string} */
                        status: "running" | "completed" | "failed";
                        /**
                         * @description Why there are no offers; `ok` when there are
                         * @enum {string}
                         */
                        reason?: "ok" | "no_route" | "no_connection" | "sold_out" | "source_failed";
                        counts: {
                            /** @description Offers that can be listed */
                            offers: number;
                            /** @description Offers found, before the result was cut to size */
                            found: number;
                            routes: number;
                            itineraries: number;
                        };
                        sources: {
                            name: string;
                            /** @enum {string} */
                            status: "running" | "completed" | "failed";
                        }[];
                        /** @description With `explain`: how many branches were not followed, by reason */
                        dropped?: {
                            [key: string]: number;
                        };
                        explanation?: components["schemas"]["SearchExplanation"];
                        /** @description With `flexible_dates`: the cheapest price on each of them, when the search has completed */
                        dates?: components["schemas"]["DatePrice"][];
                        created_at: components["schemas"]["Instant"];
                        completed_at?: components["schemas"]["Instant"];
                        expires_at: components["schemas"]["Instant"];
                        server_time: components["schemas"]["Instant"];
                        stream: {
                            /**
                             * @description To subscribe over Socket.IO
                             * @example search:srh_abc
                             */
                            channel: string;
                            namespace: string;
                            /** @description The same as server-sent events, or as a long poll */
                            events: string;
                        };
                        /** @description The best fifty, when the search was waited for */
                        offers?: components["schemas"]["Offer"][];
                    };
                };
            };
            /** @description The search runs; its results come as events */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "srh_ksNDAzUdYsqkP9Bn254d2w",
                     *       "status": "running",
                     *       "counts": {
                     *         "offers": 0,
                     *         "found": 0,
                     *         "routes": 0,
                     *         "itineraries": 0
                     *       },
                     *       "sources": [
                     *         {
                     *           "name": "routes",
                     *           "status": "running"
                     *         },
                     *         {
                     *           "name": "flights",
                     *           "status": "running"
                     *         }
                     *       ],
                     *       "created_at": "2026-11-22T23:41:23.431Z",
                     *       "expires_at": "2026-11-23T00:11:23.431Z",
                     *       "server_time": "2026-11-22T23:41:23.777Z",
                     *       "stream": {
                     *         "channel": "search:srh_ksNDAzUdYsqkP9Bn254d2w",
                     *         "namespace": "/v1/stream",
                     *         "events": "/v1/searches/srh_ksNDAzUdYsqkP9Bn254d2w/events"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Search"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_token`: The bearer token is not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unknown_location`: Unknown airport or city.
             *
             *     `same_origin_destination`: Origin and destination are the same place.
             *
             *     `departure_in_past`: The departure is in the past.
             *
             *     `beyond_booking_horizon`: The departure is beyond the booking horizon.
             *
             *     `slices_out_of_order`: The slices are not in the order of travel.
             *
             *     `invalid_range`: A range ends before it begins.
             *
             *     `adult_required`: An adult must travel along.
             *
             *     `too_many_passengers`: At most nine seated passengers per booking.
             *
             *     `infant_ratio`: More lap infants than adults.
             *
             *     `validation_failed`: The request has faults.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSearch: {
        parameters: {
            query?: {
                /** @description Events after this number */
                after_seq?: number;
                /** @description Seconds to wait for the next event */
                wait?: number;
            };
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path: {
                /** @description Id that begins with srh_ */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The search */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "srh_GDwqoRti3G-Axya3PzxIsQ",
                     *       "status": "completed",
                     *       "reason": "ok",
                     *       "counts": {
                     *         "offers": 512,
                     *         "found": 582,
                     *         "routes": 30,
                     *         "itineraries": 194
                     *       },
                     *       "sources": [
                     *         {
                     *           "name": "routes",
                     *           "status": "completed"
                     *         },
                     *         {
                     *           "name": "flights",
                     *           "status": "completed"
                     *         }
                     *       ],
                     *       "created_at": "2026-11-22T23:41:23.851Z",
                     *       "completed_at": "2026-11-22T23:41:38.328Z",
                     *       "expires_at": "2026-11-23T00:11:23.851Z",
                     *       "server_time": "2026-11-22T23:41:38.856Z",
                     *       "stream": {
                     *         "channel": "search:srh_GDwqoRti3G-Axya3PzxIsQ",
                     *         "namespace": "/v1/stream",
                     *         "events": "/v1/searches/srh_GDwqoRti3G-Axya3PzxIsQ/events"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @description Id that begins with srh_ */
                        id: string;
                        /** @enum {string} */
                        status: "running" | "completed" | "failed";
                        /**
                         * @description Why there are no offers; `ok` when there are
                         * @enum {string}
                         */
                        reason?: "ok" | "no_route" | "no_connection" | "sold_out" | "source_failed";
                        counts: {
                            /** @description Offers that can be listed */
                            offers: number;
                            /** @description Offers found, before the result was cut to size */
                            found: number;
                            routes: number;
                            itineraries: number;
                        };
                        sources: {
                            name: string;
                            /** @enum {string} */
                            status: "running" | "completed" | "failed";
                        }[];
                        /** @description With `explain`: how many branches were not followed, by reason */
                        dropped?: {
                            [key: string]: number;
                        };
                        explanation?: components["schemas"]["SearchExplanation"];
                        /** @description With `flexible_dates`: the cheapest price on each of them, when the search has completed */
                        dates?: components["schemas"]["DatePrice"][];
                        created_at: components["schemas"]["Instant"];
                        completed_at?: components["schemas"]["Instant"];
                        expires_at: components["schemas"]["Instant"];
                        server_time: components["schemas"]["Instant"];
                        stream: {
                            /**
                             * @description To subscribe over Socket.IO
                             * @example search:srh_abc
                             */
                            channel: string;
                            namespace: string;
                            /** @description The same as server-sent events, or as a long poll */
                            events: string;
                        };
                        /** @description With `after_seq`: what happened after it */
                        events?: {
                            /**
                             * @description search:<id>, booking:<id> or seatmap:<flight_id>
                             * @example seatmap:XA-101-2026-12-10-LIS
                             */
                            channel: string;
                            /** @description Counts from 1 per channel, without gaps */
                            seq: number;
                            /**
                             * @description Ignore types you do not know
                             * @example booking.held
                             * @example seatmap.changed
                             */
                            type: string;
                            /** Format: date-time */
                            at: string;
                            data: {
                                [key: string]: unknown;
                            };
                        }[];
                    };
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_token`: The bearer token is not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `search_expired`: The search has expired.
             *
             *     `stream_gone`: The asked-for events are no longer kept.
             */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOffers: {
        parameters: {
            query: {
                /** @description Id that begins with srh_ */
                search_id: string;
                /** @description By default as the search asked for */
                sort?: components["schemas"]["OfferSort"];
                airlines?: string;
                max_connections?: number;
                depart_after?: string;
                depart_before?: string;
                max_duration?: string;
                bags_min?: number;
                refundable?: boolean;
                /** @description Hide offers that another one beats: better on price, duration, connections or conditions and worse on none */
                pareto?: boolean;
                /** @description At most this many; 50 by default */
                limit?: number;
                /** @description Cursor: `meta.after` of the page before */
                after?: string;
            };
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of offers */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "off_-SxzGeYjCLyL3Jv68U98Pg_0",
                     *           "total": {
                     *             "amount": 11257,
                     *             "currency": "GBP"
                     *           },
                     *           "per_passenger": [
                     *             {
                     *               "passenger_type": "adult",
                     *               "base": {
                     *                 "amount": 8600,
                     *                 "currency": "GBP"
                     *               },
                     *               "taxes": [
                     *                 {
                     *                   "code": "GB",
                     *                   "amount": {
                     *                     "amount": 1316,
                     *                     "currency": "GBP"
                     *                   }
                     *                 },
                     *                 {
                     *                   "code": "QX",
                     *                   "amount": {
                     *                     "amount": 980,
                     *                     "currency": "GBP"
                     *                   }
                     *                 }
                     *               ],
                     *               "total": {
                     *                 "amount": 11257,
                     *                 "currency": "GBP"
                     *               }
                     *             }
                     *           ],
                     *           "cabin": "economy",
                     *           "fare_brand": "economy_light",
                     *           "fare_brand_name": "Economy Light",
                     *           "conditions": {
                     *             "change": "no",
                     *             "refund": "no",
                     *             "bags": 0,
                     *             "seat_choice": "fee"
                     *           },
                     *           "slices": [
                     *             {
                     *               "origin": "LHR",
                     *               "destination": "LIS",
                     *               "duration": "PT2H30M",
                     *               "segments": [
                     *                 {
                     *                   "flight_id": "L0-145-2026-12-22-LHR",
                     *                   "carrier": "L0",
                     *                   "number": "145",
                     *                   "operating": {
                     *                     "carrier": "L0",
                     *                     "number": "145"
                     *                   },
                     *                   "depart": {
                     *                     "airport": "LHR",
                     *                     "terminal": "4",
                     *                     "local": "2026-12-22T10:50",
                     *                     "zone": "Europe/London",
                     *                     "utc": "2026-12-22T10:50:00.000Z"
                     *                   },
                     *                   "arrive": {
                     *                     "airport": "LIS",
                     *                     "terminal": "2",
                     *                     "local": "2026-12-22T13:20",
                     *                     "zone": "Europe/Lisbon",
                     *                     "utc": "2026-12-22T13:20:00.000Z"
                     *                   },
                     *                   "duration": "PT2H30M",
                     *                   "aircraft": "320",
                     *                   "cabin": "economy",
                     *                   "booking_class": "L",
                     *                   "fare_basis": "LLGTL0"
                     *                 }
                     *               ],
                     *               "connections": []
                     *             }
                     *           ],
                     *           "seats_left": 9,
                     *           "rank": {
                     *             "best": 1,
                     *             "price": 1,
                     *             "duration": 1
                     *           },
                     *           "why_ranked": [
                     *             "cheapest",
                     *             "fastest"
                     *           ],
                     *           "as_of": "2026-11-22T23:41:26.010Z",
                     *           "expires_at": "2026-11-23T00:01:26.010Z",
                     *           "payment": {
                     *             "hold_minutes": 15
                     *           }
                     *         },
                     *         {
                     *           "id": "off_-SxzGeYjCLyL3Jv68U98Pg_1",
                     *           "total": {
                     *             "amount": 11515,
                     *             "currency": "GBP"
                     *           },
                     *           "per_passenger": [
                     *             {
                     *               "passenger_type": "adult",
                     *               "base": {
                     *                 "amount": 8858,
                     *                 "currency": "GBP"
                     *               },
                     *               "taxes": [
                     *                 {
                     *                   "code": "GB",
                     *                   "amount": {
                     *                     "amount": 1316,
                     *                     "currency": "GBP"
                     *                   }
                     *                 },
                     *                 {
                     *                   "code": "QX",
                     *                   "amount": {
                     *                     "amount": 980,
                     *                     "currency": "GBP"
                     *                   }
                     *                 }
                     *               ],
                     *               "total": {
                     *                 "amount": 11515,
                     *                 "currency": "GBP"
                     *               }
                     *             }
                     *           ],
                     *           "cabin": "economy",
                     *           "fare_brand": "economy_light",
                     *           "fare_brand_name": "Economy Light",
                     *           "conditions": {
                     *             "change": "no",
                     *             "refund": "no",
                     *             "bags": 0,
                     *             "seat_choice": "fee"
                     *           },
                     *           "slices": [
                     *             {
                     *               "origin": "LHR",
                     *               "destination": "LIS",
                     *               "duration": "PT2H30M",
                     *               "segments": [
                     *                 {
                     *                   "flight_id": "K0-184-2026-12-22-LHR",
                     *                   "carrier": "K0",
                     *                   "number": "184",
                     *                   "operating": {
                     *                     "carrier": "K0",
                     *                     "number": "184"
                     *                   },
                     *                   "depart": {
                     *                     "airport": "LHR",
                     *                     "terminal": "2",
                     *                     "local": "2026-12-22T06:45",
                     *                     "zone": "Europe/London",
                     *                     "utc": "2026-12-22T06:45:00.000Z"
                     *                   },
                     *                   "arrive": {
                     *                     "airport": "LIS",
                     *                     "terminal": "2",
                     *                     "local": "2026-12-22T09:15",
                     *                     "zone": "Europe/Lisbon",
                     *                     "utc": "2026-12-22T09:15:00.000Z"
                     *                   },
                     *                   "duration": "PT2H30M",
                     *                   "aircraft": "320",
                     *                   "cabin": "economy",
                     *                   "booking_class": "L",
                     *                   "fare_basis": "LLGTK0"
                     *                 }
                     *               ],
                     *               "connections": []
                     *             }
                     *           ],
                     *           "seats_left": 9,
                     *           "rank": {
                     *             "best": 2,
                     *             "price": 2,
                     *             "duration": 2
                     *           },
                     *           "why_ranked": [
                     *             "2 % above the cheapest",
                     *             "fastest"
                     *           ],
                     *           "as_of": "2026-11-22T23:41:26.010Z",
                     *           "expires_at": "2026-11-23T00:01:26.010Z",
                     *           "payment": {
                     *             "hold_minutes": 15
                     *           }
                     *         }
                     *       ],
                     *       "meta": {
                     *         "after": "off_-SxzGeYjCLyL3Jv68U98Pg_1",
                     *         "total": 512,
                     *         "status": "completed",
                     *         "reason": "ok"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Offer"][];
                        meta: components["schemas"]["OfferListMeta"];
                    };
                };
            };
            /** @description `api_version_unsupported`: This version of the contract is not spoken here. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_token`: The bearer token is not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `search_expired`: The search has expired. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOffer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path: {
                /** @description Id that begins with off_ */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The offer */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "off_-SxzGeYjCLyL3Jv68U98Pg_0",
                     *       "total": {
                     *         "amount": 11257,
                     *         "currency": "GBP"
                     *       },
                     *       "per_passenger": [
                     *         {
                     *           "passenger_type": "adult",
                     *           "base": {
                     *             "amount": 8600,
                     *             "currency": "GBP"
                     *           },
                     *           "taxes": [
                     *             {
                     *               "code": "GB",
                     *               "amount": {
                     *                 "amount": 1316,
                     *                 "currency": "GBP"
                     *               }
                     *             },
                     *             {
                     *               "code": "QX",
                     *               "amount": {
                     *                 "amount": 980,
                     *                 "currency": "GBP"
                     *               }
                     *             }
                     *           ],
                     *           "total": {
                     *             "amount": 11257,
                     *             "currency": "GBP"
                     *           }
                     *         }
                     *       ],
                     *       "cabin": "economy",
                     *       "fare_brand": "economy_light",
                     *       "fare_brand_name": "Economy Light",
                     *       "conditions": {
                     *         "change": "no",
                     *         "refund": "no",
                     *         "bags": 0,
                     *         "seat_choice": "fee"
                     *       },
                     *       "slices": [
                     *         {
                     *           "origin": "LHR",
                     *           "destination": "LIS",
                     *           "duration": "PT2H30M",
                     *           "segments": [
                     *             {
                     *               "flight_id": "L0-145-2026-12-22-LHR",
                     *               "carrier": "L0",
                     *               "number": "145",
                     *               "operating": {
                     *                 "carrier": "L0",
                     *                 "number": "145"
                     *               },
                     *               "depart": {
                     *                 "airport": "LHR",
                     *                 "terminal": "4",
                     *                 "local": "2026-12-22T10:50",
                     *                 "zone": "Europe/London",
                     *                 "utc": "2026-12-22T10:50:00.000Z"
                     *               },
                     *               "arrive": {
                     *                 "airport": "LIS",
                     *                 "terminal": "2",
                     *                 "local": "2026-12-22T13:20",
                     *                 "zone": "Europe/Lisbon",
                     *                 "utc": "2026-12-22T13:20:00.000Z"
                     *               },
                     *               "duration": "PT2H30M",
                     *               "aircraft": "320",
                     *               "cabin": "economy",
                     *               "booking_class": "L",
                     *               "fare_basis": "LLGTL0"
                     *             }
                     *           ],
                     *           "connections": []
                     *         }
                     *       ],
                     *       "seats_left": 9,
                     *       "rank": {
                     *         "best": 1,
                     *         "price": 1,
                     *         "duration": 1
                     *       },
                     *       "why_ranked": [
                     *         "cheapest",
                     *         "fastest"
                     *       ],
                     *       "as_of": "2026-11-22T23:41:40.211Z",
                     *       "expires_at": "2026-11-23T00:01:26.010Z",
                     *       "payment": {
                     *         "hold_minutes": 15
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Offer"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_token`: The bearer token is not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `offer_expired`: The offer has expired. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    priceOffer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path: {
                /** @description Id that begins with off_ */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The offer at its price of now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "offer": {
                     *         "id": "off_-SxzGeYjCLyL3Jv68U98Pg_0",
                     *         "total": {
                     *           "amount": 11257,
                     *           "currency": "GBP"
                     *         },
                     *         "per_passenger": [
                     *           {
                     *             "passenger_type": "adult",
                     *             "base": {
                     *               "amount": 8600,
                     *               "currency": "GBP"
                     *             },
                     *             "taxes": [
                     *               {
                     *                 "code": "GB",
                     *                 "amount": {
                     *                   "amount": 1316,
                     *                   "currency": "GBP"
                     *                 }
                     *               },
                     *               {
                     *                 "code": "QX",
                     *                 "amount": {
                     *                   "amount": 980,
                     *                   "currency": "GBP"
                     *                 }
                     *               }
                     *             ],
                     *             "total": {
                     *               "amount": 11257,
                     *               "currency": "GBP"
                     *             }
                     *           }
                     *         ],
                     *         "cabin": "economy",
                     *         "fare_brand": "economy_light",
                     *         "fare_brand_name": "Economy Light",
                     *         "conditions": {
                     *           "change": "no",
                     *           "refund": "no",
                     *           "bags": 0,
                     *           "seat_choice": "fee"
                     *         },
                     *         "slices": [
                     *           {
                     *             "origin": "LHR",
                     *             "destination": "LIS",
                     *             "duration": "PT2H30M",
                     *             "segments": [
                     *               {
                     *                 "flight_id": "L0-145-2026-12-22-LHR",
                     *                 "carrier": "L0",
                     *                 "number": "145",
                     *                 "operating": {
                     *                   "carrier": "L0",
                     *                   "number": "145"
                     *                 },
                     *                 "depart": {
                     *                   "airport": "LHR",
                     *                   "terminal": "4",
                     *                   "local": "2026-12-22T10:50",
                     *                   "zone": "Europe/London",
                     *                   "utc": "2026-12-22T10:50:00.000Z"
                     *                 },
                     *                 "arrive": {
                     *                   "airport": "LIS",
                     *                   "terminal": "2",
                     *                   "local": "2026-12-22T13:20",
                     *                   "zone": "Europe/Lisbon",
                     *                   "utc": "2026-12-22T13:20:00.000Z"
                     *                 },
                     *                 "duration": "PT2H30M",
                     *                 "aircraft": "320",
                     *                 "cabin": "economy",
                     *                 "booking_class": "L",
                     *                 "fare_basis": "LLGTL0"
                     *               }
                     *             ],
                     *             "connections": []
                     *           }
                     *         ],
                     *         "seats_left": 9,
                     *         "rank": {
                     *           "best": 1,
                     *           "price": 1,
                     *           "duration": 1
                     *         },
                     *         "why_ranked": [
                     *           "cheapest",
                     *           "fastest"
                     *         ],
                     *         "as_of": "2026-11-22T23:41:40.624Z",
                     *         "expires_at": "2026-11-23T00:01:26.010Z",
                     *         "payment": {
                     *           "hold_minutes": 15
                     *         }
                     *       },
                     *       "previous_total": {
                     *         "amount": 11257,
                     *         "currency": "GBP"
                     *       },
                     *       "changed": false,
                     *       "available": true
                     *     }
                     */
                    "application/json": components["schemas"]["PricedOffer"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_token`: The bearer token is not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `flight_not_open`: A flight of this offer is cancelled or departed. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `offer_expired`: The offer has expired. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    compareOffers: {
        parameters: {
            query: {
                /** @description Comma-separated */
                ids: string;
            };
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The comparison */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "offers": [
                     *         {
                     *           "id": "off_-SxzGeYjCLyL3Jv68U98Pg_0",
                     *           "total": {
                     *             "amount": 11257,
                     *             "currency": "GBP"
                     *           },
                     *           "per_passenger": [
                     *             {
                     *               "passenger_type": "adult",
                     *               "base": {
                     *                 "amount": 8600,
                     *                 "currency": "GBP"
                     *               },
                     *               "taxes": [
                     *                 {
                     *                   "code": "GB",
                     *                   "amount": {
                     *                     "amount": 1316,
                     *                     "currency": "GBP"
                     *                   }
                     *                 },
                     *                 {
                     *                   "code": "QX",
                     *                   "amount": {
                     *                     "amount": 980,
                     *                     "currency": "GBP"
                     *                   }
                     *                 }
                     *               ],
                     *               "total": {
                     *                 "amount": 11257,
                     *                 "currency": "GBP"
                     *               }
                     *             }
                     *           ],
                     *           "cabin": "economy",
                     *           "fare_brand": "economy_light",
                     *           "fare_brand_name": "Economy Light",
                     *           "conditions": {
                     *             "change": "no",
                     *             "refund": "no",
                     *             "bags": 0,
                     *             "seat_choice": "fee"
                     *           },
                     *           "slices": [
                     *             {
                     *               "origin": "LHR",
                     *               "destination": "LIS",
                     *               "duration": "PT2H30M",
                     *               "segments": [
                     *                 {
                     *                   "flight_id": "L0-145-2026-12-22-LHR",
                     *                   "carrier": "L0",
                     *                   "number": "145",
                     *                   "operating": {
                     *                     "carrier": "L0",
                     *                     "number": "145"
                     *                   },
                     *                   "depart": {
                     *                     "airport": "LHR",
                     *                     "terminal": "4",
                     *                     "local": "2026-12-22T10:50",
                     *                     "zone": "Europe/London",
                     *                     "utc": "2026-12-22T10:50:00.000Z"
                     *                   },
                     *                   "arrive": {
                     *                     "airport": "LIS",
                     *                     "terminal": "2",
                     *                     "local": "2026-12-22T13:20",
                     *                     "zone": "Europe/Lisbon",
                     *                     "utc": "2026-12-22T13:20:00.000Z"
                     *                   },
                     *                   "duration": "PT2H30M",
                     *                   "aircraft": "320",
                     *                   "cabin": "economy",
                     *                   "booking_class": "L",
                     *                   "fare_basis": "LLGTL0"
                     *                 }
                     *               ],
                     *               "connections": []
                     *             }
                     *           ],
                     *           "seats_left": 9,
                     *           "rank": {
                     *             "best": 1,
                     *             "price": 1,
                     *             "duration": 1
                     *           },
                     *           "why_ranked": [
                     *             "cheapest",
                     *             "fastest"
                     *           ],
                     *           "as_of": "2026-11-22T23:41:26.010Z",
                     *           "expires_at": "2026-11-23T00:01:26.010Z",
                     *           "payment": {
                     *             "hold_minutes": 15
                     *           }
                     *         },
                     *         {
                     *           "id": "off_-SxzGeYjCLyL3Jv68U98Pg_1",
                     *           "total": {
                     *             "amount": 11515,
                     *             "currency": "GBP"
                     *           },
                     *           "per_passenger": [
                     *             {
                     *               "passenger_type": "adult",
                     *               "base": {
                     *                 "amount": 8858,
                     *                 "currency": "GBP"
                     *               },
                     *               "taxes": [
                     *                 {
                     *                   "code": "GB",
                     *                   "amount": {
                     *                     "amount": 1316,
                     *                     "currency": "GBP"
                     *                   }
                     *                 },
                     *                 {
                     *                   "code": "QX",
                     *                   "amount": {
                     *                     "amount": 980,
                     *                     "currency": "GBP"
                     *                   }
                     *                 }
                     *               ],
                     *               "total": {
                     *                 "amount": 11515,
                     *                 "currency": "GBP"
                     *               }
                     *             }
                     *           ],
                     *           "cabin": "economy",
                     *           "fare_brand": "economy_light",
                     *           "fare_brand_name": "Economy Light",
                     *           "conditions": {
                     *             "change": "no",
                     *             "refund": "no",
                     *             "bags": 0,
                     *             "seat_choice": "fee"
                     *           },
                     *           "slices": [
                     *             {
                     *               "origin": "LHR",
                     *               "destination": "LIS",
                     *               "duration": "PT2H30M",
                     *               "segments": [
                     *                 {
                     *                   "flight_id": "K0-184-2026-12-22-LHR",
                     *                   "carrier": "K0",
                     *                   "number": "184",
                     *                   "operating": {
                     *                     "carrier": "K0",
                     *                     "number": "184"
                     *                   },
                     *                   "depart": {
                     *                     "airport": "LHR",
                     *                     "terminal": "2",
                     *                     "local": "2026-12-22T06:45",
                     *                     "zone": "Europe/London",
                     *                     "utc": "2026-12-22T06:45:00.000Z"
                     *                   },
                     *                   "arrive": {
                     *                     "airport": "LIS",
                     *                     "terminal": "2",
                     *                     "local": "2026-12-22T09:15",
                     *                     "zone": "Europe/Lisbon",
                     *                     "utc": "2026-12-22T09:15:00.000Z"
                     *                   },
                     *                   "duration": "PT2H30M",
                     *                   "aircraft": "320",
                     *                   "cabin": "economy",
                     *                   "booking_class": "L",
                     *                   "fare_basis": "LLGTK0"
                     *                 }
                     *               ],
                     *               "connections": []
                     *             }
                     *           ],
                     *           "seats_left": 9,
                     *           "rank": {
                     *             "best": 2,
                     *             "price": 2,
                     *             "duration": 2
                     *           },
                     *           "why_ranked": [
                     *             "2 % above the cheapest",
                     *             "fastest"
                     *           ],
                     *           "as_of": "2026-11-22T23:41:26.010Z",
                     *           "expires_at": "2026-11-23T00:01:26.010Z",
                     *           "payment": {
                     *             "hold_minutes": 15
                     *           }
                     *         }
                     *       ],
                     *       "currency": "GBP",
                     *       "axes": [
                     *         {
                     *           "axis": "total",
                     *           "unit": "money",
                     *           "values": [
                     *             11257,
                     *             11515
                     *           ],
                     *           "best": [
                     *             "off_-SxzGeYjCLyL3Jv68U98Pg_0"
                     *           ]
                     *         },
                     *         {
                     *           "axis": "duration",
                     *           "unit": "minutes",
                     *           "values": [
                     *             150,
                     *             150
                     *           ],
                     *           "best": []
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OfferComparison"];
                };
            };
            /** @description `api_version_unsupported`: This version of the contract is not spoken here. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_token`: The bearer token is not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSeatMaps: {
        parameters: {
            query: {
                /** @description Id that begins with off_ */
                offer_id: string;
            };
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One map per segment, in the order of travel */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "segment": 0,
                     *           "flight_id": "L0-145-2026-12-22-LHR",
                     *           "version": 0,
                     *           "aircraft": "320",
                     *           "cabins": [
                     *             {
                     *               "cabin": "business",
                     *               "rows": [
                     *                 {
                     *                   "row": 0,
                     *                   "sections": [
                     *                     {
                     *                       "elements": [
                     *                         {
                     *                           "type": "exit"
                     *                         },
                     *                         {
                     *                           "type": "lavatory"
                     *                         }
                     *                       ]
                     *                     },
                     *                     {
                     *                       "elements": [
                     *                         {
                     *                           "type": "empty"
                     *                         },
                     *                         {
                     *                           "type": "galley"
                     *                         }
                     *                       ]
                     *                     }
                     *                   ]
                     *                 },
                     *                 {
                     *                   "row": 1,
                     *                   "sections": [
                     *                     {
                     *                       "elements": [
                     *                         {
                     *                           "type": "seat",
                     *                           "designator": "1A",
                     *                           "state": "restricted",
                     *                           "characteristics": [
                     *                             "window",
                     *                             "bulkhead"
                     *                           ],
                     *                           "price": []
                     *                         },
                     *                         {
                     *                           "type": "empty"
                     *                         }
                     *                       ]
                     *                     },
                     *                     {
                     *                       "elements": [
                     *                         {
                     *                           "type": "seat",
                     *                           "designator": "1D",
                     *                           "state": "restricted",
                     *                           "characteristics": [
                     *                             "aisle",
                     *                             "bulkhead"
                     *                           ],
                     *                           "price": []
                     *                         },
                     *                         {
                     *                           "type": "empty"
                     *                         }
                     *                       ]
                     *                     }
                     *                   ]
                     *                 }
                     *               ]
                     *             },
                     *             {
                     *               "cabin": "economy",
                     *               "rows": [
                     *                 {
                     *                   "row": 5,
                     *                   "sections": [
                     *                     {
                     *                       "elements": [
                     *                         {
                     *                           "type": "seat",
                     *                           "designator": "5A",
                     *                           "state": "free",
                     *                           "characteristics": [
                     *                             "window",
                     *                             "front"
                     *                           ],
                     *                           "price": [
                     *                             {
                     *                               "passenger_type": "adult",
                     *                               "amount": {
                     *                                 "amount": 1290,
                     *                                 "currency": "GBP"
                     *                               }
                     *                             }
                     *                           ]
                     *                         },
                     *                         {
                     *                           "type": "seat",
                     *                           "designator": "5B",
                     *                           "state": "free",
                     *                           "characteristics": [
                     *                             "middle",
                     *                             "front"
                     *                           ],
                     *                           "price": [
                     *                             {
                     *                               "passenger_type": "adult",
                     *                               "amount": {
                     *                                 "amount": 1290,
                     *                                 "currency": "GBP"
                     *                               }
                     *                             }
                     *                           ]
                     *                         }
                     *                       ]
                     *                     },
                     *                     {
                     *                       "elements": [
                     *                         {
                     *                           "type": "seat",
                     *                           "designator": "5D",
                     *                           "state": "free",
                     *                           "characteristics": [
                     *                             "aisle",
                     *                             "front"
                     *                           ],
                     *                           "price": [
                     *                             {
                     *                               "passenger_type": "adult",
                     *                               "amount": {
                     *                                 "amount": 1290,
                     *                                 "currency": "GBP"
                     *                               }
                     *                             }
                     *                           ]
                     *                         },
                     *                         {
                     *                           "type": "seat",
                     *                           "designator": "5E",
                     *                           "state": "free",
                     *                           "characteristics": [
                     *                             "middle",
                     *                             "front"
                     *                           ],
                     *                           "price": [
                     *                             {
                     *                               "passenger_type": "adult",
                     *                               "amount": {
                     *                                 "amount": 1290,
                     *                                 "currency": "GBP"
                     *                               }
                     *                             }
                     *                           ]
                     *                         }
                     *                       ]
                     *                     }
                     *                   ]
                     *                 },
                     *                 {
                     *                   "row": 6,
                     *                   "sections": [
                     *                     {
                     *                       "elements": [
                     *                         {
                     *                           "type": "seat",
                     *                           "designator": "6A",
                     *                           "state": "free",
                     *                           "characteristics": [
                     *                             "window",
                     *                             "front"
                     *                           ],
                     *                           "price": [
                     *                             {
                     *                               "passenger_type": "adult",
                     *                               "amount": {
                     *                                 "amount": 1290,
                     *                                 "currency": "GBP"
                     *                               }
                     *                             }
                     *                           ]
                     *                         },
                     *                         {
                     *                           "type": "seat",
                     *                           "designator": "6B",
                     *                           "state": "free",
                     *                           "characteristics": [
                     *                             "middle",
                     *                             "front"
                     *                           ],
                     *                           "price": [
                     *                             {
                     *                               "passenger_type": "adult",
                     *                               "amount": {
                     *                                 "amount": 1290,
                     *                                 "currency": "GBP"
                     *                               }
                     *                             }
                     *                           ]
                     *                         }
                     *                       ]
                     *                     },
                     *                     {
                     *                       "elements": [
                     *                         {
                     *                           "type": "seat",
                     *                           "designator": "6D",
                     *                           "state": "free",
                     *                           "characteristics": [
                     *                             "aisle",
                     *                             "front"
                     *                           ],
                     *                           "price": [
                     *                             {
                     *                               "passenger_type": "adult",
                     *                               "amount": {
                     *                                 "amount": 1290,
                     *                                 "currency": "GBP"
                     *                               }
                     *                             }
                     *                           ]
                     *                         },
                     *                         {
                     *                           "type": "seat",
                     *                           "designator": "6E",
                     *                           "state": "free",
                     *                           "characteristics": [
                     *                             "middle",
                     *                             "front"
                     *                           ],
                     *                           "price": [
                     *                             {
                     *                               "passenger_type": "adult",
                     *                               "amount": {
                     *                                 "amount": 1290,
                     *                                 "currency": "GBP"
                     *                               }
                     *                             }
                     *                           ]
                     *                         }
                     *                       ]
                     *                     }
                     *                   ]
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["SeatMap"][];
                    };
                };
            };
            /** @description `api_version_unsupported`: This version of the contract is not spoken here. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_token`: The bearer token is not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBookings: {
        parameters: {
            query?: {
                /** @description At most this many; 50 by default */
                limit?: number;
                /** @description Cursor: `meta.after` of the page before */
                after?: string;
            };
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Bookings. `meta.total` also counts those whose hold is on its way */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "bkg_birczu8VWoqlltcJVkBbVw",
                     *           "status": "confirmed",
                     *           "version": 7,
                     *           "reference": "74NLDW",
                     *           "hold": {
                     *             "expires_at": "2026-11-23T00:01:41.868Z",
                     *             "server_time": "2026-11-22T23:41:48.628Z",
                     *             "extendable": false,
                     *             "hard_cap": "2026-11-23T00:06:41.868Z"
                     *           },
                     *           "price": {
                     *             "lines": [
                     *               {
                     *                 "kind": "fare",
                     *                 "amount": {
                     *                   "amount": 8600,
                     *                   "currency": "GBP"
                     *                 },
                     *                 "label": "passenger 1, adult"
                     *               },
                     *               {
                     *                 "kind": "tax",
                     *                 "amount": {
                     *                   "amount": 1316,
                     *                   "currency": "GBP"
                     *                 },
                     *                 "label": "passenger 1, GB"
                     *               }
                     *             ],
                     *             "total": {
                     *               "amount": 12547,
                     *               "currency": "GBP"
                     *             },
                     *             "guaranteed_until": "2026-11-23T00:01:41.868Z"
                     *           },
                     *           "payment": {
                     *             "status": "captured",
                     *             "id": "pay_DW_M1j4uILKT_nur8lkjTw",
                     *             "amount": {
                     *               "amount": 12547,
                     *               "currency": "GBP"
                     *             }
                     *           },
                     *           "offer_id": "off_-SxzGeYjCLyL3Jv68U98Pg_0",
                     *           "slices": [
                     *             {
                     *               "origin": "LHR",
                     *               "destination": "LIS",
                     *               "duration": "PT2H30M",
                     *               "segments": [
                     *                 {
                     *                   "flight_id": "L0-145-2026-12-22-LHR",
                     *                   "carrier": "L0",
                     *                   "number": "145",
                     *                   "operating": {
                     *                     "number": "145",
                     *                     "carrier": "L0"
                     *                   },
                     *                   "depart": {
                     *                     "airport": "LHR",
                     *                     "terminal": "4",
                     *                     "local": "2026-12-22T10:50",
                     *                     "zone": "Europe/London",
                     *                     "utc": "2026-12-22T10:50:00.000Z"
                     *                   },
                     *                   "arrive": {
                     *                     "airport": "LIS",
                     *                     "terminal": "2",
                     *                     "local": "2026-12-22T13:20",
                     *                     "zone": "Europe/Lisbon",
                     *                     "utc": "2026-12-22T13:20:00.000Z"
                     *                   },
                     *                   "duration": "PT2H30M",
                     *                   "aircraft": "320",
                     *                   "cabin": "economy",
                     *                   "booking_class": "L",
                     *                   "fare_basis": "LLGTL0"
                     *                 }
                     *               ],
                     *               "connections": []
                     *             }
                     *           ],
                     *           "seats": [
                     *             {
                     *               "segment": 0,
                     *               "passenger": "pax_1",
                     *               "designator": "5B"
                     *             }
                     *           ],
                     *           "passengers": [
                     *             {
                     *               "id": "pax_1",
                     *               "type": "adult",
                     *               "given_name": "Ada",
                     *               "family_name": "Lovelace",
                     *               "born_on": "1990-12-10"
                     *             }
                     *           ],
                     *           "contact": {
                     *             "email": "ada@example.com",
                     *             "phone": "+44 20 7946 0958"
                     *           },
                     *           "available_actions": [],
                     *           "metadata": {},
                     *           "created_at": "2026-11-22T23:41:41.374Z",
                     *           "server_time": "2026-11-22T23:41:48.628Z"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "after": "1795390901374.bkg_birczu8VWoqlltcJVkBbVw",
                     *         "total": 2
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Booking"][];
                        meta: components["schemas"]["ListMeta"];
                    };
                };
            };
            /** @description `api_version_unsupported`: This version of the contract is not spoken here. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createBooking: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh key per intended effect; the same key when the request is repeated. 1 to 255 visible ASCII characters.
                 * @example 5e0b7a52-6f0e-4a9c-9a4e-1f6f7f0c2a11
                 */
                "Idempotency-Key": string;
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "offer_id": "off_0123456789abcdefghijkl_0",
                 *       "expected_total": {
                 *         "amount": 22178,
                 *         "currency": "GBP"
                 *       },
                 *       "passengers": [
                 *         {
                 *           "id": "pax_1",
                 *           "type": "adult",
                 *           "given_name": "Ada",
                 *           "family_name": "Lovelace",
                 *           "born_on": "1990-12-10"
                 *         }
                 *       ],
                 *       "seats": [
                 *         {
                 *           "segment": 0,
                 *           "passenger": "pax_1",
                 *           "designator": "12A"
                 *         }
                 *       ],
                 *       "contact": {
                 *         "email": "ada@example.com",
                 *         "phone": "+44 20 7946 0958"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewBooking"];
            };
        };
        responses: {
            /** @description The seats are held */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "bkg_D_EnXVvPdMP5Q7dfIhyGfw",
                     *       "status": "held",
                     *       "version": 1,
                     *       "hold": {
                     *         "expires_at": "2026-11-22T23:56:50.678Z",
                     *         "server_time": "2026-11-22T23:41:51.071Z",
                     *         "extendable": true,
                     *         "hard_cap": "2026-11-23T00:06:50.678Z"
                     *       },
                     *       "price": {
                     *         "lines": [
                     *           {
                     *             "kind": "fare",
                     *             "amount": {
                     *               "amount": 8600,
                     *               "currency": "GBP"
                     *             },
                     *             "label": "passenger 1, adult"
                     *           },
                     *           {
                     *             "kind": "tax",
                     *             "amount": {
                     *               "amount": 1316,
                     *               "currency": "GBP"
                     *             },
                     *             "label": "passenger 1, GB"
                     *           }
                     *         ],
                     *         "total": {
                     *           "amount": 12547,
                     *           "currency": "GBP"
                     *         },
                     *         "guaranteed_until": "2026-11-22T23:56:50.678Z"
                     *       },
                     *       "payment": {
                     *         "status": "none"
                     *       },
                     *       "offer_id": "off_-SxzGeYjCLyL3Jv68U98Pg_0",
                     *       "slices": [
                     *         {
                     *           "origin": "LHR",
                     *           "destination": "LIS",
                     *           "duration": "PT2H30M",
                     *           "segments": [
                     *             {
                     *               "flight_id": "L0-145-2026-12-22-LHR",
                     *               "carrier": "L0",
                     *               "number": "145",
                     *               "operating": {
                     *                 "number": "145",
                     *                 "carrier": "L0"
                     *               },
                     *               "depart": {
                     *                 "airport": "LHR",
                     *                 "terminal": "4",
                     *                 "local": "2026-12-22T10:50",
                     *                 "zone": "Europe/London",
                     *                 "utc": "2026-12-22T10:50:00.000Z"
                     *               },
                     *               "arrive": {
                     *                 "airport": "LIS",
                     *                 "terminal": "2",
                     *                 "local": "2026-12-22T13:20",
                     *                 "zone": "Europe/Lisbon",
                     *                 "utc": "2026-12-22T13:20:00.000Z"
                     *               },
                     *               "duration": "PT2H30M",
                     *               "aircraft": "320",
                     *               "cabin": "economy",
                     *               "booking_class": "L",
                     *               "fare_basis": "LLGTL0"
                     *             }
                     *           ],
                     *           "connections": []
                     *         }
                     *       ],
                     *       "seats": [
                     *         {
                     *           "segment": 0,
                     *           "passenger": "pax_1",
                     *           "designator": "5E"
                     *         }
                     *       ],
                     *       "passengers": [
                     *         {
                     *           "id": "pax_1",
                     *           "type": "adult",
                     *           "given_name": "Ada",
                     *           "family_name": "Lovelace",
                     *           "born_on": "1990-12-10"
                     *         }
                     *       ],
                     *       "contact": {
                     *         "email": "ada@example.com",
                     *         "phone": "+44 20 7946 0958"
                     *       },
                     *       "available_actions": [
                     *         "pay",
                     *         "extend"
                     *       ],
                     *       "metadata": {},
                     *       "created_at": "2026-11-22T23:41:50.434Z",
                     *       "server_time": "2026-11-22T23:41:51.071Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             *
             *     `idempotency_key_missing`: This request needs an Idempotency-Key header.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_token`: The bearer token is not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `price_changed`: The price has changed.
             *
             *     `seat_unavailable`: A wanted seat is taken.
             *
             *     `seat_held_by_you`: Another booking of yours holds this seat.
             *
             *     `flight_not_open`: A flight of this offer is cancelled or departed.
             *
             *     `possible_duplicate_booking`: The same passengers are already confirmed on this flight.
             *
             *     `request_in_progress`: The first request with this key is still running.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `offer_expired`: The offer has expired. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `passengers_mismatch`: The passengers are not those of the offer.
             *
             *     `name_not_ticketable`: A name cannot be printed on a ticket.
             *
             *     `infant_ages_out`: An infant turns two before the last flight.
             *
             *     `seat_not_assignable`: A seat cannot be given to this passenger.
             *
             *     `validation_failed`: The request has faults.
             *
             *     `idempotency_key_reused`: This key was used with another request.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `too_many_holds`: Too many open holds.
             *
             *     `rate_limited`: Too many requests.
             */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `outcome_unknown`: The outcome is not known yet; ask again with the same key.
             *
             *     `service_unavailable`: A server behind is down; nothing was booked.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBooking: {
        parameters: {
            query?: never;
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path: {
                /** @description Id that begins with bkg_ */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The booking */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "bkg_birczu8VWoqlltcJVkBbVw",
                     *       "status": "confirmed",
                     *       "version": 7,
                     *       "reference": "74NLDW",
                     *       "hold": {
                     *         "expires_at": "2026-11-23T00:01:41.868Z",
                     *         "server_time": "2026-11-22T23:41:48.437Z",
                     *         "extendable": false,
                     *         "hard_cap": "2026-11-23T00:06:41.868Z"
                     *       },
                     *       "price": {
                     *         "lines": [
                     *           {
                     *             "kind": "fare",
                     *             "amount": {
                     *               "amount": 8600,
                     *               "currency": "GBP"
                     *             },
                     *             "label": "passenger 1, adult"
                     *           },
                     *           {
                     *             "kind": "tax",
                     *             "amount": {
                     *               "amount": 1316,
                     *               "currency": "GBP"
                     *             },
                     *             "label": "passenger 1, GB"
                     *           }
                     *         ],
                     *         "total": {
                     *           "amount": 12547,
                     *           "currency": "GBP"
                     *         },
                     *         "guaranteed_until": "2026-11-23T00:01:41.868Z"
                     *       },
                     *       "payment": {
                     *         "status": "captured",
                     *         "id": "pay_DW_M1j4uILKT_nur8lkjTw",
                     *         "amount": {
                     *           "amount": 12547,
                     *           "currency": "GBP"
                     *         }
                     *       },
                     *       "offer_id": "off_-SxzGeYjCLyL3Jv68U98Pg_0",
                     *       "slices": [
                     *         {
                     *           "origin": "LHR",
                     *           "destination": "LIS",
                     *           "duration": "PT2H30M",
                     *           "segments": [
                     *             {
                     *               "flight_id": "L0-145-2026-12-22-LHR",
                     *               "carrier": "L0",
                     *               "number": "145",
                     *               "operating": {
                     *                 "number": "145",
                     *                 "carrier": "L0"
                     *               },
                     *               "depart": {
                     *                 "airport": "LHR",
                     *                 "terminal": "4",
                     *                 "local": "2026-12-22T10:50",
                     *                 "zone": "Europe/London",
                     *                 "utc": "2026-12-22T10:50:00.000Z"
                     *               },
                     *               "arrive": {
                     *                 "airport": "LIS",
                     *                 "terminal": "2",
                     *                 "local": "2026-12-22T13:20",
                     *                 "zone": "Europe/Lisbon",
                     *                 "utc": "2026-12-22T13:20:00.000Z"
                     *               },
                     *               "duration": "PT2H30M",
                     *               "aircraft": "320",
                     *               "cabin": "economy",
                     *               "booking_class": "L",
                     *               "fare_basis": "LLGTL0"
                     *             }
                     *           ],
                     *           "connections": []
                     *         }
                     *       ],
                     *       "seats": [
                     *         {
                     *           "segment": 0,
                     *           "passenger": "pax_1",
                     *           "designator": "5B"
                     *         }
                     *       ],
                     *       "passengers": [
                     *         {
                     *           "id": "pax_1",
                     *           "type": "adult",
                     *           "given_name": "Ada",
                     *           "family_name": "Lovelace",
                     *           "born_on": "1990-12-10"
                     *         }
                     *       ],
                     *       "contact": {
                     *         "email": "ada@example.com",
                     *         "phone": "+44 20 7946 0958"
                     *       },
                     *       "available_actions": [],
                     *       "metadata": {},
                     *       "created_at": "2026-11-22T23:41:41.374Z",
                     *       "server_time": "2026-11-22T23:41:48.437Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBookingHistory: {
        parameters: {
            query?: never;
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path: {
                /** @description Id that begins with bkg_ */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events, oldest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "seq": 1,
                     *           "type": "booking.held",
                     *           "at": "2026-11-22T23:41:43.443Z",
                     *           "data": {
                     *             "total": {
                     *               "amount": 12547,
                     *               "currency": "GBP"
                     *             },
                     *             "seats": [
                     *               {
                     *                 "designator": "5A",
                     *                 "passenger": "pax_1",
                     *                 "segment": 0
                     *               }
                     *             ],
                     *             "booking_id": "bkg_birczu8VWoqlltcJVkBbVw",
                     *             "expires_at": "2026-11-22T23:56:41.868Z",
                     *             "payment_status": "none",
                     *             "status": "held"
                     *           }
                     *         },
                     *         {
                     *           "seq": 2,
                     *           "type": "booking.extended",
                     *           "at": "2026-11-22T23:41:44.649Z",
                     *           "data": {
                     *             "booking_id": "bkg_birczu8VWoqlltcJVkBbVw",
                     *             "expires_at": "2026-11-23T00:01:41.868Z",
                     *             "payment_status": "none",
                     *             "status": "held"
                     *           }
                     *         }
                     *       ],
                     *       "meta": {
                     *         "after": null,
                     *         "total": 7
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["BookingEvent"][];
                        meta: components["schemas"]["ListMeta"];
                    };
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    extendBooking: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh key per intended effect; the same key when the request is repeated. 1 to 255 visible ASCII characters.
                 * @example 5e0b7a52-6f0e-4a9c-9a4e-1f6f7f0c2a11
                 */
                "Idempotency-Key": string;
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path: {
                /** @description Id that begins with bkg_ */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The booking */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "bkg_birczu8VWoqlltcJVkBbVw",
                     *       "status": "held",
                     *       "version": 2,
                     *       "hold": {
                     *         "expires_at": "2026-11-23T00:01:41.868Z",
                     *         "server_time": "2026-11-22T23:41:45.078Z",
                     *         "extendable": false,
                     *         "hard_cap": "2026-11-23T00:06:41.868Z"
                     *       },
                     *       "price": {
                     *         "lines": [
                     *           {
                     *             "kind": "fare",
                     *             "amount": {
                     *               "amount": 8600,
                     *               "currency": "GBP"
                     *             },
                     *             "label": "passenger 1, adult"
                     *           },
                     *           {
                     *             "kind": "tax",
                     *             "amount": {
                     *               "amount": 1316,
                     *               "currency": "GBP"
                     *             },
                     *             "label": "passenger 1, GB"
                     *           }
                     *         ],
                     *         "total": {
                     *           "amount": 12547,
                     *           "currency": "GBP"
                     *         },
                     *         "guaranteed_until": "2026-11-23T00:01:41.868Z"
                     *       },
                     *       "payment": {
                     *         "status": "none"
                     *       },
                     *       "offer_id": "off_-SxzGeYjCLyL3Jv68U98Pg_0",
                     *       "slices": [
                     *         {
                     *           "origin": "LHR",
                     *           "destination": "LIS",
                     *           "duration": "PT2H30M",
                     *           "segments": [
                     *             {
                     *               "flight_id": "L0-145-2026-12-22-LHR",
                     *               "carrier": "L0",
                     *               "number": "145",
                     *               "operating": {
                     *                 "number": "145",
                     *                 "carrier": "L0"
                     *               },
                     *               "depart": {
                     *                 "airport": "LHR",
                     *                 "terminal": "4",
                     *                 "local": "2026-12-22T10:50",
                     *                 "zone": "Europe/London",
                     *                 "utc": "2026-12-22T10:50:00.000Z"
                     *               },
                     *               "arrive": {
                     *                 "airport": "LIS",
                     *                 "terminal": "2",
                     *                 "local": "2026-12-22T13:20",
                     *                 "zone": "Europe/Lisbon",
                     *                 "utc": "2026-12-22T13:20:00.000Z"
                     *               },
                     *               "duration": "PT2H30M",
                     *               "aircraft": "320",
                     *               "cabin": "economy",
                     *               "booking_class": "L",
                     *               "fare_basis": "LLGTL0"
                     *             }
                     *           ],
                     *           "connections": []
                     *         }
                     *       ],
                     *       "seats": [
                     *         {
                     *           "segment": 0,
                     *           "passenger": "pax_1",
                     *           "designator": "5A"
                     *         }
                     *       ],
                     *       "passengers": [
                     *         {
                     *           "id": "pax_1",
                     *           "type": "adult",
                     *           "given_name": "Ada",
                     *           "family_name": "Lovelace",
                     *           "born_on": "1990-12-10"
                     *         }
                     *       ],
                     *       "contact": {
                     *         "email": "ada@example.com",
                     *         "phone": "+44 20 7946 0958"
                     *       },
                     *       "available_actions": [
                     *         "pay",
                     *         "change_seats"
                     *       ],
                     *       "metadata": {},
                     *       "created_at": "2026-11-22T23:41:41.374Z",
                     *       "server_time": "2026-11-22T23:41:45.078Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             *
             *     `idempotency_key_missing`: This request needs an Idempotency-Key header.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `already_cancelled`: This booking is already cancelled.
             *
             *     `not_held`: This booking is no longer on hold.
             *
             *     `payment_in_progress`: Another payment for this booking is in progress.
             *
             *     `already_paid`: This booking is already paid.
             *
             *     `extension_used`: This hold was already extended once.
             *
             *     `request_in_progress`: The first request with this key is still running.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hold_expired`: The hold has expired; nothing was charged. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `validation_failed`: The request has faults.
             *
             *     `idempotency_key_reused`: This key was used with another request.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `outcome_unknown`: The outcome is not known yet; ask again with the same key.
             *
             *     `service_unavailable`: A server behind is down; nothing was booked.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelBooking: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh key per intended effect; the same key when the request is repeated. 1 to 255 visible ASCII characters.
                 * @example 5e0b7a52-6f0e-4a9c-9a4e-1f6f7f0c2a11
                 */
                "Idempotency-Key": string;
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path: {
                /** @description Id that begins with bkg_ */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The booking */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "bkg_D_EnXVvPdMP5Q7dfIhyGfw",
                     *       "status": "cancelled",
                     *       "version": 2,
                     *       "hold": {
                     *         "expires_at": "2026-11-22T23:56:50.678Z",
                     *         "server_time": "2026-11-22T23:41:51.806Z",
                     *         "extendable": false,
                     *         "hard_cap": "2026-11-23T00:06:50.678Z"
                     *       },
                     *       "price": {
                     *         "lines": [
                     *           {
                     *             "kind": "fare",
                     *             "amount": {
                     *               "amount": 8600,
                     *               "currency": "GBP"
                     *             },
                     *             "label": "passenger 1, adult"
                     *           },
                     *           {
                     *             "kind": "tax",
                     *             "amount": {
                     *               "amount": 1316,
                     *               "currency": "GBP"
                     *             },
                     *             "label": "passenger 1, GB"
                     *           }
                     *         ],
                     *         "total": {
                     *           "amount": 12547,
                     *           "currency": "GBP"
                     *         },
                     *         "guaranteed_until": "2026-11-22T23:56:50.678Z"
                     *       },
                     *       "payment": {
                     *         "status": "none"
                     *       },
                     *       "offer_id": "off_-SxzGeYjCLyL3Jv68U98Pg_0",
                     *       "slices": [
                     *         {
                     *           "origin": "LHR",
                     *           "destination": "LIS",
                     *           "duration": "PT2H30M",
                     *           "segments": [
                     *             {
                     *               "flight_id": "L0-145-2026-12-22-LHR",
                     *               "carrier": "L0",
                     *               "number": "145",
                     *               "operating": {
                     *                 "number": "145",
                     *                 "carrier": "L0"
                     *               },
                     *               "depart": {
                     *                 "airport": "LHR",
                     *                 "terminal": "4",
                     *                 "local": "2026-12-22T10:50",
                     *                 "zone": "Europe/London",
                     *                 "utc": "2026-12-22T10:50:00.000Z"
                     *               },
                     *               "arrive": {
                     *                 "airport": "LIS",
                     *                 "terminal": "2",
                     *                 "local": "2026-12-22T13:20",
                     *                 "zone": "Europe/Lisbon",
                     *                 "utc": "2026-12-22T13:20:00.000Z"
                     *               },
                     *               "duration": "PT2H30M",
                     *               "aircraft": "320",
                     *               "cabin": "economy",
                     *               "booking_class": "L",
                     *               "fare_basis": "LLGTL0"
                     *             }
                     *           ],
                     *           "connections": []
                     *         }
                     *       ],
                     *       "seats": [
                     *         {
                     *           "segment": 0,
                     *           "passenger": "pax_1",
                     *           "designator": "5E"
                     *         }
                     *       ],
                     *       "passengers": [
                     *         {
                     *           "id": "pax_1",
                     *           "type": "adult",
                     *           "given_name": "Ada",
                     *           "family_name": "Lovelace",
                     *           "born_on": "1990-12-10"
                     *         }
                     *       ],
                     *       "contact": {
                     *         "email": "ada@example.com",
                     *         "phone": "+44 20 7946 0958"
                     *       },
                     *       "available_actions": [],
                     *       "metadata": {},
                     *       "created_at": "2026-11-22T23:41:50.434Z",
                     *       "server_time": "2026-11-22T23:41:51.806Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             *
             *     `idempotency_key_missing`: This request needs an Idempotency-Key header.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `already_cancelled`: This booking is already cancelled.
             *
             *     `not_held`: This booking is no longer on hold.
             *
             *     `payment_in_progress`: Another payment for this booking is in progress.
             *
             *     `not_cancellable`: This booking can no longer be cancelled this way.
             *
             *     `request_in_progress`: The first request with this key is still running.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hold_expired`: The hold has expired; nothing was charged. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `validation_failed`: The request has faults.
             *
             *     `idempotency_key_reused`: This key was used with another request.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `outcome_unknown`: The outcome is not known yet; ask again with the same key.
             *
             *     `service_unavailable`: A server behind is down; nothing was booked.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeSeats: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh key per intended effect; the same key when the request is repeated. 1 to 255 visible ASCII characters.
                 * @example 5e0b7a52-6f0e-4a9c-9a4e-1f6f7f0c2a11
                 */
                "Idempotency-Key": string;
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path: {
                /** @description Id that begins with bkg_ */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "seats": [
                 *         {
                 *           "segment": 0,
                 *           "passenger": "pax_1",
                 *           "designator": "12A"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SeatChange"];
            };
        };
        responses: {
            /** @description The booking */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "bkg_birczu8VWoqlltcJVkBbVw",
                     *       "status": "held",
                     *       "version": 3,
                     *       "hold": {
                     *         "expires_at": "2026-11-23T00:01:41.868Z",
                     *         "server_time": "2026-11-22T23:41:45.537Z",
                     *         "extendable": false,
                     *         "hard_cap": "2026-11-23T00:06:41.868Z"
                     *       },
                     *       "price": {
                     *         "lines": [
                     *           {
                     *             "kind": "fare",
                     *             "amount": {
                     *               "amount": 8600,
                     *               "currency": "GBP"
                     *             },
                     *             "label": "passenger 1, adult"
                     *           },
                     *           {
                     *             "kind": "tax",
                     *             "amount": {
                     *               "amount": 1316,
                     *               "currency": "GBP"
                     *             },
                     *             "label": "passenger 1, GB"
                     *           }
                     *         ],
                     *         "total": {
                     *           "amount": 12547,
                     *           "currency": "GBP"
                     *         },
                     *         "guaranteed_until": "2026-11-23T00:01:41.868Z"
                     *       },
                     *       "payment": {
                     *         "status": "none"
                     *       },
                     *       "offer_id": "off_-SxzGeYjCLyL3Jv68U98Pg_0",
                     *       "slices": [
                     *         {
                     *           "origin": "LHR",
                     *           "destination": "LIS",
                     *           "duration": "PT2H30M",
                     *           "segments": [
                     *             {
                     *               "flight_id": "L0-145-2026-12-22-LHR",
                     *               "carrier": "L0",
                     *               "number": "145",
                     *               "operating": {
                     *                 "number": "145",
                     *                 "carrier": "L0"
                     *               },
                     *               "depart": {
                     *                 "airport": "LHR",
                     *                 "terminal": "4",
                     *                 "local": "2026-12-22T10:50",
                     *                 "zone": "Europe/London",
                     *                 "utc": "2026-12-22T10:50:00.000Z"
                     *               },
                     *               "arrive": {
                     *                 "airport": "LIS",
                     *                 "terminal": "2",
                     *                 "local": "2026-12-22T13:20",
                     *                 "zone": "Europe/Lisbon",
                     *                 "utc": "2026-12-22T13:20:00.000Z"
                     *               },
                     *               "duration": "PT2H30M",
                     *               "aircraft": "320",
                     *               "cabin": "economy",
                     *               "booking_class": "L",
                     *               "fare_basis": "LLGTL0"
                     *             }
                     *           ],
                     *           "connections": []
                     *         }
                     *       ],
                     *       "seats": [
                     *         {
                     *           "segment": 0,
                     *           "passenger": "pax_1",
                     *           "designator": "5B"
                     *         }
                     *       ],
                     *       "passengers": [
                     *         {
                     *           "id": "pax_1",
                     *           "type": "adult",
                     *           "given_name": "Ada",
                     *           "family_name": "Lovelace",
                     *           "born_on": "1990-12-10"
                     *         }
                     *       ],
                     *       "contact": {
                     *         "email": "ada@example.com",
                     *         "phone": "+44 20 7946 0958"
                     *       },
                     *       "available_actions": [
                     *         "pay",
                     *         "change_seats"
                     *       ],
                     *       "metadata": {},
                     *       "created_at": "2026-11-22T23:41:41.374Z",
                     *       "server_time": "2026-11-22T23:41:45.537Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             *
             *     `idempotency_key_missing`: This request needs an Idempotency-Key header.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `already_paid`: This booking is already paid.
             *
             *     `already_cancelled`: This booking is already cancelled.
             *
             *     `not_held`: This booking is no longer on hold.
             *
             *     `payment_in_progress`: Another payment for this booking is in progress.
             *
             *     `seat_unavailable`: A wanted seat is taken.
             *
             *     `seat_held_by_you`: Another booking of yours holds this seat.
             *
             *     `request_in_progress`: The first request with this key is still running.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hold_expired`: The hold has expired; nothing was charged. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `seat_not_assignable`: A seat cannot be given to this passenger.
             *
             *     `validation_failed`: The request has faults.
             *
             *     `idempotency_key_reused`: This key was used with another request.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `outcome_unknown`: The outcome is not known yet; ask again with the same key.
             *
             *     `service_unavailable`: A server behind is down; nothing was booked.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPayment: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh key per intended effect; the same key when the request is repeated. 1 to 255 visible ASCII characters.
                 * @example 5e0b7a52-6f0e-4a9c-9a4e-1f6f7f0c2a11
                 */
                "Idempotency-Key": string;
                /**
                 * @description `wait=N`: answer when the work has ended, at the latest after N seconds (RFC 7240)
                 * @example wait=20
                 */
                Prefer?: string;
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path: {
                /** @description Id that begins with bkg_ */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount": {
                 *         "amount": 22178,
                 *         "currency": "GBP"
                 *       },
                 *       "method": {
                 *         "type": "card",
                 *         "token": "pm_card_visa"
                 *       },
                 *       "return_url": "https://example.com/back"
                 *     }
                 */
                "application/json": components["schemas"]["NewPayment"];
            };
        };
        responses: {
            /** @description The money is captured and the booking confirmed */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "pay_DW_M1j4uILKT_nur8lkjTw",
                     *       "booking_id": "bkg_birczu8VWoqlltcJVkBbVw",
                     *       "status": "captured",
                     *       "amount": {
                     *         "amount": 12547,
                     *         "currency": "GBP"
                     *       },
                     *       "server_time": "2026-11-22T23:41:48.417Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description Under way: follow the booking, or the action */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "pay_2zJOjKPJr-D7a0Y_RtO4FQ",
                     *       "booking_id": "bkg_4UcUoRWuDI3R-XUpX23gNg",
                     *       "status": "requires_action",
                     *       "amount": {
                     *         "amount": 12547,
                     *         "currency": "GBP"
                     *       },
                     *       "action": {
                     *         "type": "redirect",
                     *         "url": "http://127.0.0.1:12115/3ds/tds_d1CREUQzDz6rR8zlPvqZgn9A"
                     *       },
                     *       "seat_protected_until": "2026-11-22T23:56:49.263Z",
                     *       "server_time": "2026-11-22T23:41:50.270Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             *
             *     `idempotency_key_missing`: This request needs an Idempotency-Key header.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payment_declined`: The payment was declined. */
            402: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `payment_in_progress`: Another payment for this booking is in progress.
             *
             *     `already_paid`: This booking is already paid.
             *
             *     `already_cancelled`: This booking is already cancelled.
             *
             *     `not_held`: This booking is no longer on hold.
             *
             *     `request_in_progress`: The first request with this key is still running.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hold_expired`: The hold has expired; nothing was charged. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `payment_amount_mismatch`: The amount is not the price of the booking.
             *
             *     `validation_failed`: The request has faults.
             *
             *     `idempotency_key_reused`: This key was used with another request.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `service_unavailable`: A server behind is down; nothing was booked.
             *
             *     `outcome_unknown`: The outcome is not known yet; ask again with the same key.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "usr_traveller-1",
                     *       "roles": [],
                     *       "profile": {
                     *         "given_name": "Ada",
                     *         "family_name": "Traveller",
                     *         "email": "ada@example.com",
                     *         "home_airport": "LIS"
                     *       },
                     *       "saved_passengers": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description `api_version_unsupported`: This version of the contract is not spoken here. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com",
                 *       "home_airport": "LIS",
                 *       "phone": null
                 *     }
                 */
                "application/json": components["schemas"]["ProfileChange"];
            };
        };
        responses: {
            /** @description The account */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "usr_traveller-1",
                     *       "roles": [],
                     *       "profile": {
                     *         "given_name": "Ada",
                     *         "family_name": "Traveller",
                     *         "email": "ada@example.com",
                     *         "home_airport": "LIS"
                     *       },
                     *       "saved_passengers": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    eraseAccount: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh key per intended effect; the same key when the request is repeated. 1 to 255 visible ASCII characters.
                 * @example 5e0b7a52-6f0e-4a9c-9a4e-1f6f7f0c2a11
                 */
                "Idempotency-Key": string;
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is gone, and what follows */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "requested_at": "2026-12-01T10:00:00.000Z",
                     *       "bookings": {
                     *         "erased": 3,
                     *         "kept": [
                     *           {
                     *             "id": "bkg_bm90IGZsb3duIHlldA",
                     *             "reason": "not_flown",
                     *             "looked_at_again_at": "2026-12-22T15:10:00.000Z"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             *
             *     `idempotency_key_missing`: This request needs an Idempotency-Key header.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_in_progress`: The first request with this key is still running. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `validation_failed`: The request has faults.
             *
             *     `idempotency_key_reused`: This key was used with another request.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `outcome_unknown`: The outcome is not known yet; ask again with the same key.
             *
             *     `service_unavailable`: A server behind is down; nothing was booked.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    eraseBooking: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh key per intended effect; the same key when the request is repeated. 1 to 255 visible ASCII characters.
                 * @example 5e0b7a52-6f0e-4a9c-9a4e-1f6f7f0c2a11
                 */
                "Idempotency-Key": string;
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path: {
                /** @description Id that begins with bkg_ */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The booking */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "bkg_D_EnXVvPdMP5Q7dfIhyGfw",
                     *       "status": "cancelled",
                     *       "version": 2,
                     *       "hold": {
                     *         "expires_at": "2026-11-22T23:56:50.678Z",
                     *         "server_time": "2026-11-22T23:41:51.806Z",
                     *         "extendable": false,
                     *         "hard_cap": "2026-11-23T00:06:50.678Z"
                     *       },
                     *       "price": {
                     *         "lines": [
                     *           {
                     *             "kind": "fare",
                     *             "amount": {
                     *               "amount": 8600,
                     *               "currency": "GBP"
                     *             },
                     *             "label": "passenger 1, adult"
                     *           },
                     *           {
                     *             "kind": "tax",
                     *             "amount": {
                     *               "amount": 1316,
                     *               "currency": "GBP"
                     *             },
                     *             "label": "passenger 1, GB"
                     *           }
                     *         ],
                     *         "total": {
                     *           "amount": 12547,
                     *           "currency": "GBP"
                     *         },
                     *         "guaranteed_until": "2026-11-22T23:56:50.678Z"
                     *       },
                     *       "payment": {
                     *         "status": "none"
                     *       },
                     *       "offer_id": "off_-SxzGeYjCLyL3Jv68U98Pg_0",
                     *       "slices": [
                     *         {
                     *           "origin": "LHR",
                     *           "destination": "LIS",
                     *           "duration": "PT2H30M",
                     *           "segments": [
                     *             {
                     *               "flight_id": "L0-145-2026-12-22-LHR",
                     *               "carrier": "L0",
                     *               "number": "145",
                     *               "operating": {
                     *                 "number": "145",
                     *                 "carrier": "L0"
                     *               },
                     *               "depart": {
                     *                 "airport": "LHR",
                     *                 "terminal": "4",
                     *                 "local": "2026-12-22T10:50",
                     *                 "zone": "Europe/London",
                     *                 "utc": "2026-12-22T10:50:00.000Z"
                     *               },
                     *               "arrive": {
                     *                 "airport": "LIS",
                     *                 "terminal": "2",
                     *                 "local": "2026-12-22T13:20",
                     *                 "zone": "Europe/Lisbon",
                     *                 "utc": "2026-12-22T13:20:00.000Z"
                     *               },
                     *               "duration": "PT2H30M",
                     *               "aircraft": "320",
                     *               "cabin": "economy",
                     *               "booking_class": "L",
                     *               "fare_basis": "LLGTL0"
                     *             }
                     *           ],
                     *           "connections": []
                     *         }
                     *       ],
                     *       "seats": [
                     *         {
                     *           "segment": 0,
                     *           "passenger": "pax_1",
                     *           "designator": "5E"
                     *         }
                     *       ],
                     *       "passengers": [
                     *         {
                     *           "id": "pax_1",
                     *           "type": "adult"
                     *         }
                     *       ],
                     *       "available_actions": [],
                     *       "metadata": {},
                     *       "created_at": "2026-11-22T23:41:50.434Z",
                     *       "server_time": "2026-11-22T23:41:51.806Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             *
             *     `idempotency_key_missing`: This request needs an Idempotency-Key header.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not_erasable`: The booking still needs its passengers.
             *
             *     `request_in_progress`: The first request with this key is still running.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `validation_failed`: The request has faults.
             *
             *     `idempotency_key_reused`: This key was used with another request.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `outcome_unknown`: The outcome is not known yet; ask again with the same key.
             *
             *     `service_unavailable`: A server behind is down; nothing was booked.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSavedPassengers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Passengers */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "sav_Y2FuIGJlIHVzZWQ",
                     *           "given_name": "Ada",
                     *           "family_name": "Lovelace",
                     *           "born_on": "1990-12-10"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "after": null,
                     *         "total": 1
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["SavedPassenger"][];
                        meta: components["schemas"]["ListMeta"];
                    };
                };
            };
            /** @description `api_version_unsupported`: This version of the contract is not spoken here. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addSavedPassenger: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh key per intended effect; the same key when the request is repeated. 1 to 255 visible ASCII characters.
                 * @example 5e0b7a52-6f0e-4a9c-9a4e-1f6f7f0c2a11
                 */
                "Idempotency-Key": string;
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "given_name": "Ada",
                 *       "family_name": "Lovelace",
                 *       "born_on": "1990-12-10"
                 *     }
                 */
                "application/json": components["schemas"]["NewSavedPassenger"];
            };
        };
        responses: {
            /** @description Saved */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sav_Y2FuIGJlIHVzZWQ",
                     *       "given_name": "Ada",
                     *       "family_name": "Lovelace",
                     *       "born_on": "1990-12-10"
                     *     }
                     */
                    "application/json": components["schemas"]["SavedPassenger"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             *
             *     `idempotency_key_missing`: This request needs an Idempotency-Key header.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `account_full`: The account keeps no more passengers. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `validation_failed`: The request has faults.
             *
             *     `idempotency_key_reused`: This key was used with another request.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `service_unavailable`: A server behind is down; nothing was booked.
             *
             *     `outcome_unknown`: The outcome is not known yet; ask again with the same key.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSavedPassenger: {
        parameters: {
            query?: never;
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path: {
                /** @description Id that begins with sav_ */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The passenger */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sav_Y2FuIGJlIHVzZWQ",
                     *       "given_name": "Ada",
                     *       "family_name": "Lovelace",
                     *       "born_on": "1990-12-10"
                     *     }
                     */
                    "application/json": components["schemas"]["SavedPassenger"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSavedPassenger: {
        parameters: {
            query?: never;
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path: {
                /** @description Id that begins with sav_ */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeSavedPassenger: {
        parameters: {
            query?: never;
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path: {
                /** @description Id that begins with sav_ */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "family_name": "King",
                 *       "loyalty": null
                 *     }
                 */
                "application/json": components["schemas"]["SavedPassengerChange"];
            };
        };
        responses: {
            /** @description The passenger */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sav_Y2FuIGJlIHVzZWQ",
                     *       "given_name": "Ada",
                     *       "family_name": "Lovelace",
                     *       "born_on": "1990-12-10"
                     *     }
                     */
                    "application/json": components["schemas"]["SavedPassenger"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSearchEvents: {
        parameters: {
            query?: {
                /** @description Events after this number */
                after_seq?: number;
                /** @description Seconds to wait for the next event */
                wait?: number;
            };
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path: {
                /** @description Id that begins with srh_ */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events, oldest first; none when the time is over */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "channel": "search:srh_GDwqoRti3G-Axya3PzxIsQ",
                     *           "seq": 1,
                     *           "type": "route.found",
                     *           "at": "2026-11-22T23:41:25.643Z",
                     *           "data": {
                     *             "slice": 0,
                     *             "origin": "LHR",
                     *             "destination": "LIS",
                     *             "via": [],
                     *             "connections": 0,
                     *             "distance_km": 1564
                     *           }
                     *         },
                     *         {
                     *           "channel": "search:srh_GDwqoRti3G-Axya3PzxIsQ",
                     *           "seq": 2,
                     *           "type": "route.found",
                     *           "at": "2026-11-22T23:41:25.643Z",
                     *           "data": {
                     *             "slice": 0,
                     *             "origin": "LHR",
                     *             "destination": "LIS",
                     *             "via": [
                     *               "MAD"
                     *             ],
                     *             "connections": 1,
                     *             "distance_km": 1759
                     *           }
                     *         }
                     *       ],
                     *       "meta": {
                     *         "after_seq": 93,
                     *         "head": 93
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            /**
                             * @description search:<id>, booking:<id> or seatmap:<flight_id>
                             * @example seatmap:XA-101-2026-12-10-LIS
                             */
                            channel: string;
                            /** @description Counts from 1 per channel, without gaps */
                            seq: number;
                            /**
                             * @description Ignore types you do not know
                             * @example booking.held
                             * @example seatmap.changed
                             */
                            type: string;
                            /** Format: date-time */
                            at: string;
                            data: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta: {
                            /** @description Ask again with this */
                            after_seq: number;
                            head: number;
                        };
                    };
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_token`: The bearer token is not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `stream_gone`: The asked-for events are no longer kept.
             *
             *     `search_expired`: The search has expired.
             */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBookingEvents: {
        parameters: {
            query?: {
                /** @description Events after this number */
                after_seq?: number;
                /** @description Seconds to wait for the next event */
                wait?: number;
            };
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path: {
                /** @description Id that begins with bkg_ */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events, oldest first; none when the time is over */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "channel": "booking:bkg_birczu8VWoqlltcJVkBbVw",
                     *           "seq": 1,
                     *           "type": "booking.held",
                     *           "at": "2026-11-22T23:41:43.443Z",
                     *           "data": {
                     *             "total": {
                     *               "amount": 12547,
                     *               "currency": "GBP"
                     *             },
                     *             "seats": [
                     *               {
                     *                 "designator": "5A",
                     *                 "passenger": "pax_1",
                     *                 "segment": 0
                     *               }
                     *             ],
                     *             "booking_id": "bkg_birczu8VWoqlltcJVkBbVw",
                     *             "expires_at": "2026-11-22T23:56:41.868Z",
                     *             "payment_status": "none",
                     *             "status": "held"
                     *           }
                     *         },
                     *         {
                     *           "channel": "booking:bkg_birczu8VWoqlltcJVkBbVw",
                     *           "seq": 2,
                     *           "type": "booking.extended",
                     *           "at": "2026-11-22T23:41:44.649Z",
                     *           "data": {
                     *             "booking_id": "bkg_birczu8VWoqlltcJVkBbVw",
                     *             "expires_at": "2026-11-23T00:01:41.868Z",
                     *             "payment_status": "none",
                     *             "status": "held"
                     *           }
                     *         }
                     *       ],
                     *       "meta": {
                     *         "after_seq": 7,
                     *         "head": 7
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            /**
                             * @description search:<id>, booking:<id> or seatmap:<flight_id>
                             * @example seatmap:XA-101-2026-12-10-LIS
                             */
                            channel: string;
                            /** @description Counts from 1 per channel, without gaps */
                            seq: number;
                            /**
                             * @description Ignore types you do not know
                             * @example booking.held
                             * @example seatmap.changed
                             */
                            type: string;
                            /** Format: date-time */
                            at: string;
                            data: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta: {
                            /** @description Ask again with this */
                            after_seq: number;
                            head: number;
                        };
                    };
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_token`: The bearer token is not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stream_gone`: The asked-for events are no longer kept. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSeatMapEvents: {
        parameters: {
            query?: {
                /** @description Events after this number */
                after_seq?: number;
                /** @description Seconds to wait for the next event */
                wait?: number;
            };
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path: {
                /** @description A flight_id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events, oldest first; none when the time is over */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "channel": "seatmap:L0-145-2026-12-22-LHR",
                     *           "seq": 1,
                     *           "type": "seatmap.changed",
                     *           "at": "2026-11-22T23:41:43.755Z",
                     *           "data": {
                     *             "version": 1,
                     *             "changes": [
                     *               {
                     *                 "seat": "5A",
                     *                 "state": "held"
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "channel": "seatmap:L0-145-2026-12-22-LHR",
                     *           "seq": 2,
                     *           "type": "seatmap.changed",
                     *           "at": "2026-11-22T23:41:45.563Z",
                     *           "data": {
                     *             "version": 2,
                     *             "changes": [
                     *               {
                     *                 "seat": "5B",
                     *                 "state": "held"
                     *               },
                     *               {
                     *                 "seat": "5A",
                     *                 "state": "free"
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "meta": {
                     *         "after_seq": 2,
                     *         "head": 2
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            /**
                             * @description search:<id>, booking:<id> or seatmap:<flight_id>
                             * @example seatmap:XA-101-2026-12-10-LIS
                             */
                            channel: string;
                            /** @description Counts from 1 per channel, without gaps */
                            seq: number;
                            /**
                             * @description Ignore types you do not know
                             * @example booking.held
                             * @example seatmap.changed
                             */
                            type: string;
                            /** Format: date-time */
                            at: string;
                            data: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta: {
                            /** @description Ask again with this */
                            after_seq: number;
                            head: number;
                        };
                    };
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_token`: The bearer token is not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stream_gone`: The asked-for events are no longer kept. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receivePaymentEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Received. Also for events that are unknown, repeated or of no interest. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "received": true
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookReceipt"];
                };
            };
            /**
             * @description `malformed_request`: The request is not valid JSON or not a valid URL.
             *
             *     `api_version_unsupported`: This version of the contract is not spoken here.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `bad_signature`: The signature of the webhook is not valid.
             *
             *     `timestamp_skew`: The timestamp of the webhook is too far from now.
             *
             *     `invalid_token`: The bearer token is not valid.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listImports: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0198f0a4-6a51-7d0e-8a4a-0d6d6f1f7c12",
                     *           "status": "running",
                     *           "started_at": "2026-12-01T10:00:00.000Z",
                     *           "in_use_at": "2026-12-01T10:01:12.000Z",
                     *           "progress": {
                     *             "phase": "routes",
                     *             "done": 128,
                     *             "of": 3257
                     *           }
                     *         },
                     *         {
                     *           "id": "0198f0a4-6a51-7d0e-8a4a-0d6d6f1f7c11",
                     *           "status": "ended",
                     *           "started_at": "2026-12-01T04:00:00.000Z",
                     *           "in_use_at": "2026-12-01T04:00:39.000Z",
                     *           "finished_at": "2026-12-01T04:00:41.000Z",
                     *           "outcome": "imported",
                     *           "name": "ssim: winter.ssim",
                     *           "faults": [],
                     *           "fault_count": 0,
                     *           "findings": [
                     *             {
                     *               "kind": "codeshare",
                     *               "what": "sold under another number: shown once",
                     *               "count": 12,
                     *               "examples": [
                     *                 "UA8840 FRA-JFK"
                     *               ]
                     *             }
                     *           ],
                     *           "flights_read": 1204,
                     *           "airports": 6072,
                     *           "carriers": 1,
                     *           "schedules": 1292,
                     *           "legs": 188,
                     *           "pairs_changed": 14,
                     *           "has_snapshot": true
                     *         }
                     *       ],
                     *       "meta": {
                     *         "after": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Import"][];
                        meta: components["schemas"]["ListMeta"];
                    };
                };
            };
            /** @description `api_version_unsupported`: This version of the contract is not spoken here. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: This needs the operator role. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startImport: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh key per intended effect; the same key when the request is repeated. 1 to 255 visible ASCII characters.
                 * @example 5e0b7a52-6f0e-4a9c-9a4e-1f6f7f0c2a11
                 */
                "Idempotency-Key": string;
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "format": "ssim",
                 *       "files": [
                 *         "winter.ssim"
                 *       ],
                 *       "force": false
                 *     }
                 */
                "application/json": {
                    /**
                     * @description `demo` brings the fictional network back and takes no files
                     * @enum {string}
                     */
                    format: "ssim" | "openflights" | "opentraveldata" | "csv" | "demo";
                    /**
                     * @description Names within IMPORT_FOLDER of the search workers
                     * @default []
                     * @example [
                     *       "winter.ssim"
                     *     ]
                     */
                    files?: string[];
                    /**
                     * @description Also a network that looks broken: empty, or with 30 % of the legs gone
                     * @default false
                     */
                    force?: boolean;
                };
            };
        };
        responses: {
            /** @description Under way */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0198f0a4-6a51-7d0e-8a4a-0d6d6f1f7c12",
                     *       "status": "running",
                     *       "started_at": "2026-12-01T10:00:00.000Z",
                     *       "in_use_at": "2026-12-01T10:01:12.000Z",
                     *       "progress": {
                     *         "phase": "routes",
                     *         "done": 128,
                     *         "of": 3257
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Import"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             *
             *     `idempotency_key_missing`: This request needs an Idempotency-Key header.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: This needs the operator role. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `import_in_progress`: Another import is under way.
             *
             *     `request_in_progress`: The first request with this key is still running.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `validation_failed`: The request has faults.
             *
             *     `idempotency_key_reused`: This key was used with another request.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `service_unavailable`: A server behind is down; nothing was booked.
             *
             *     `outcome_unknown`: The outcome is not known yet; ask again with the same key.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRecomputes: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0198f0a4-6a51-7d0e-8a4a-0d6d6f1f7c11",
                     *           "status": "running",
                     *           "started_at": "2026-12-01T10:00:00.000Z",
                     *           "progress": {
                     *             "phase": "computing",
                     *             "sources_done": 128,
                     *             "sources": 293,
                     *             "written": 5120,
                     *             "opened_at": "2026-12-01T10:00:02.000Z"
                     *           }
                     *         },
                     *         {
                     *           "id": "0198f0a4-6a51-7d0e-8a4a-0d6d6f1f7c10",
                     *           "status": "ended",
                     *           "started_at": "2026-12-01T04:00:00.000Z",
                     *           "finished_at": "2026-12-01T04:00:03.000Z",
                     *           "outcome": "flipped",
                     *           "snapshot": 7,
                     *           "airports": 293,
                     *           "legs": 1460,
                     *           "pairs": 85000,
                     *           "paths": 1200000,
                     *           "written": 412
                     *         }
                     *       ],
                     *       "meta": {
                     *         "after": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Recompute"][];
                        meta: components["schemas"]["ListMeta"];
                    };
                };
            };
            /** @description `api_version_unsupported`: This version of the contract is not spoken here. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: This needs the operator role. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startRecompute: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh key per intended effect; the same key when the request is repeated. 1 to 255 visible ASCII characters.
                 * @example 5e0b7a52-6f0e-4a9c-9a4e-1f6f7f0c2a11
                 */
                "Idempotency-Key": string;
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "force": false
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also from a network that looks broken: empty, or with 30 % of its legs gone
                     * @default false
                     */
                    force?: boolean;
                };
            };
        };
        responses: {
            /** @description Under way */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0198f0a4-6a51-7d0e-8a4a-0d6d6f1f7c11",
                     *       "status": "running",
                     *       "started_at": "2026-12-01T10:00:00.000Z",
                     *       "progress": {
                     *         "phase": "computing",
                     *         "sources_done": 128,
                     *         "sources": 293,
                     *         "written": 5120,
                     *         "opened_at": "2026-12-01T10:00:02.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Recompute"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             *
             *     `idempotency_key_missing`: This request needs an Idempotency-Key header.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: This needs the operator role. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_in_progress`: The first request with this key is still running. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `validation_failed`: The request has faults.
             *
             *     `idempotency_key_reused`: This key was used with another request.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `service_unavailable`: A server behind is down; nothing was booked.
             *
             *     `outcome_unknown`: The outcome is not known yet; ask again with the same key.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setFlightLegStatus: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh key per intended effect; the same key when the request is repeated. 1 to 255 visible ASCII characters.
                 * @example 5e0b7a52-6f0e-4a9c-9a4e-1f6f7f0c2a11
                 */
                "Idempotency-Key": string;
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "flight_id": "X1-101-2026-12-10-LIS",
                 *       "destination": "JFK",
                 *       "status": "cancelled"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Of the leg: operating carrier, number, date at the first board point, board point
                     * @example X1-101-2026-12-10-LIS
                     */
                    flight_id: string;
                    /** @description Airport at which the leg ends */
                    destination: string;
                    /** @enum {string} */
                    status: "open" | "cancelled" | "departed";
                };
            };
        };
        responses: {
            /** @description The leg with its status */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "flight_id": "X1-101-2026-12-10-LIS",
                     *       "status": "cancelled",
                     *       "was": "open"
                     *     }
                     */
                    "application/json": components["schemas"]["FlightLeg"];
                };
            };
            /**
             * @description `api_version_unsupported`: This version of the contract is not spoken here.
             *
             *     `malformed_request`: The request is not valid JSON or not a valid URL.
             *
             *     `idempotency_key_missing`: This request needs an Idempotency-Key header.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: This needs the operator role. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_in_progress`: The first request with this key is still running. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `validation_failed`: The request has faults.
             *
             *     `idempotency_key_reused`: This key was used with another request.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `service_unavailable`: A server behind is down; nothing was booked.
             *
             *     `outcome_unknown`: The outcome is not known yet; ask again with the same key.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReconciliations: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: {
                /** @description The contract the client was written for. Another one than ours is refused rather than misunderstood. */
                "Api-Version"?: "2026-11-22";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Runs that did something, newest first, of the last day */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0198f0a4-6a51-7d0e-8a4a-0d6d6f1f7c12",
                     *           "payments": "recent",
                     *           "started_at": "2026-12-01T10:00:30.000Z",
                     *           "finished_at": "2026-12-01T10:00:30.240Z",
                     *           "settled_count": 1,
                     *           "stray_count": 1,
                     *           "settled": [
                     *             {
                     *               "booking_id": "bkg_vcpT5cSQ2lYwGqzX0p0GIA",
                     *               "was": "HELD",
                     *               "did": "cancelled",
                     *               "because": "nothing goes on with it"
                     *             }
                     *           ],
                     *           "strays": [
                     *             {
                     *               "booking_id": "bkg_vcpT5cSQ2lYwGqzX0p0GIA",
                     *               "payment_id": "pay_3v8cVt3v4bq7m1cVw0PZ6A",
                     *               "provider_id": "pi_1",
                     *               "state": "authorised"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "meta": {
                     *         "after": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Reconciliation"][];
                        meta: components["schemas"]["ListMeta"];
                    };
                };
            };
            /** @description `api_version_unsupported`: This version of the contract is not spoken here. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_token`: The bearer token is not valid.
             *
             *     `unauthenticated`: This request needs a bearer token.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: This needs the operator role. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: The request has faults. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `service_unavailable`: A server behind is down; nothing was booked. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Api-Version": components["headers"]["Api-Version"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "live"
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        status: "live";
                    };
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ready to serve */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready",
                     *       "missing": [],
                     *       "checks": {
                     *         "temporal": "ok",
                     *         "dynamodb": "ok",
                     *         "network": "ok"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Not ready, or stopping */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "not_ready",
                     *       "missing": [
                     *         "network"
                     *       ],
                     *       "checks": {
                     *         "temporal": "ok",
                     *         "dynamodb": "ok",
                     *         "network": "no routes computed yet"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
}
