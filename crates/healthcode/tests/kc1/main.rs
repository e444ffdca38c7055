//! Our own code: the worked example of its specification, round trips, status lists, and what must not
//! be believed.

mod annex;
mod joined;
mod makers;
mod messages;
mod negative;
mod round_trip;
mod status;
