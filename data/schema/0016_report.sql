-- Bookings by when they were made, and what was granted for one of them, for the standards page.

CREATE INDEX appointment_by_booking ON appointment (booked_at);
CREATE INDEX override_grant_by_appointment ON override_grant (appointment);
