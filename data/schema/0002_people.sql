-- Customers and vehicles, and what other systems deliver about them. Deliveries are keyed by VIN, so that a
-- line about a car that is not ours yet waits for it. Columns nobody knows are kept in extra (name=value
-- lines).

CREATE TABLE customer (
	key INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
	dms_id TEXT UNIQUE,
	company INTEGER NOT NULL CHECK (company IN (0, 1)),
	family TEXT,
	given TEXT,
	company_name TEXT,
	mobile TEXT,
	mobile_key TEXT,
	telephone TEXT,
	telephone_key TEXT,
	email TEXT,
	address TEXT,
	language TEXT,
	persona TEXT NOT NULL DEFAULT 'unknown'
		CHECK (persona IN ('unknown', 'unique', 'performance', 'appearance', 'excitement')),
	persona_source TEXT,
	persona_day INTEGER,
	advisor TEXT,
	extra TEXT,
	revision INTEGER NOT NULL DEFAULT 1,
	changed_at INTEGER NOT NULL,
	changed_by TEXT NOT NULL
) STRICT;
CREATE INDEX customer_by_mobile ON customer (mobile_key) WHERE mobile_key IS NOT NULL;
CREATE INDEX customer_by_telephone ON customer (telephone_key) WHERE telephone_key IS NOT NULL;

CREATE TABLE vehicle (
	key INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
	vin TEXT UNIQUE CHECK (length(vin) = 17),
	plate TEXT,
	plate_key TEXT,
	plate_country TEXT,
	model TEXT,
	model_year INTEGER,
	energy TEXT NOT NULL,
	mc20 INTEGER NOT NULL CHECK (mc20 IN (0, 1)),
	colour TEXT,
	first_registration INTEGER,
	warranty_start INTEGER,
	built INTEGER,
	owner TEXT REFERENCES customer (id),
	keeper TEXT REFERENCES customer (id),
	contact TEXT REFERENCES customer (id),
	owner_since INTEGER,
	mileage INTEGER CHECK (mileage >= 0),
	mileage_day INTEGER,
	extra TEXT,
	revision INTEGER NOT NULL DEFAULT 1,
	changed_at INTEGER NOT NULL,
	changed_by TEXT NOT NULL
) STRICT;
CREATE INDEX vehicle_by_plate ON vehicle (plate_key) WHERE plate_key IS NOT NULL;
CREATE INDEX vehicle_by_owner ON vehicle (owner) WHERE owner IS NOT NULL;
CREATE INDEX vehicle_by_keeper ON vehicle (keeper) WHERE keeper IS NOT NULL;
CREATE INDEX vehicle_by_contact ON vehicle (contact) WHERE contact IS NOT NULL;

-- Readings, for the kilometres a year.
CREATE TABLE mileage_reading (
	vehicle TEXT NOT NULL REFERENCES vehicle (id),
	day INTEGER NOT NULL,
	source TEXT NOT NULL, -- before km: SQLite 3.40 quick_check wants the key's columns first
	km INTEGER NOT NULL CHECK (km >= 0),
	PRIMARY KEY (vehicle, day, source)
) STRICT, WITHOUT ROWID;

-- The copy of Service Entry (R23, R63).
CREATE TABLE service_entry (
	vin TEXT NOT NULL PRIMARY KEY,
	plate TEXT,
	owner_type TEXT,
	owner_name TEXT,
	owner_since INTEGER,
	km INTEGER,
	km_day INTEGER,
	warranty_start INTEGER,
	open_items TEXT,
	as_of INTEGER,
	extra TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE visit (
	ro_no TEXT NOT NULL PRIMARY KEY,
	vin TEXT NOT NULL,
	day INTEGER NOT NULL,
	km INTEGER,
	type TEXT,
	codes TEXT,
	text TEXT,
	hours TEXT,
	advisor TEXT,
	return_of TEXT,
	extra TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_by_vin ON visit (vin, day);

CREATE TABLE contract (
	id TEXT NOT NULL PRIMARY KEY,
	vin TEXT NOT NULL,
	type TEXT NOT NULL,
	start INTEGER NOT NULL,
	stop INTEGER NOT NULL,
	start_km INTEGER NOT NULL,
	limit_km INTEGER NOT NULL CHECK (limit_km >= 0),
	items TEXT,
	payer_code TEXT,
	transferable INTEGER,
	market TEXT,
	status TEXT,
	extra TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX contract_by_vin ON contract (vin);

CREATE TABLE campaign (
	id TEXT NOT NULL PRIMARY KEY,
	authority_no TEXT,
	type TEXT NOT NULL CHECK (type IN ('recall', 'service', 'stop-drive', 'ota')),
	title_en TEXT,
	title_ko TEXT,
	risk_en TEXT,
	risk_ko TEXT,
	minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes >= 0),
	parts INTEGER NOT NULL DEFAULT 0 CHECK (parts IN (0, 1)),
	start INTEGER,
	stop INTEGER,
	stop_drive INTEGER NOT NULL DEFAULT 0 CHECK (stop_drive IN (0, 1)),
	park_outside INTEGER NOT NULL DEFAULT 0 CHECK (park_outside IN (0, 1)),
	free INTEGER NOT NULL DEFAULT 1 CHECK (free IN (0, 1)),
	list_day INTEGER,
	has_list INTEGER NOT NULL DEFAULT 0 CHECK (has_list IN (0, 1)),
	extra TEXT
) STRICT, WITHOUT ROWID;

-- A campaign has several model ranges: ranges belong to its lines.
CREATE TABLE campaign_line (
	campaign TEXT NOT NULL REFERENCES campaign (id),
	line INTEGER NOT NULL,
	criterion TEXT NOT NULL CHECK (criterion IN ('list', 'vin', 'range', 'built', 'model')),
	vin_from TEXT,
	vin_to TEXT,
	pattern TEXT,
	model TEXT,
	my_from INTEGER,
	my_to INTEGER,
	built_from INTEGER,
	built_to INTEGER,
	PRIMARY KEY (campaign, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_line_by_vin ON campaign_line (vin_from) WHERE criterion = 'vin';

CREATE TABLE campaign_vin (
	vin TEXT NOT NULL,
	campaign TEXT NOT NULL REFERENCES campaign (id),
	status TEXT NOT NULL CHECK (status IN ('open', 'informed', 'booked', 'parts-ordered',
		'done', 'refused')),
	listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
	extra TEXT,
	PRIMARY KEY (vin, campaign)
) STRICT, WITHOUT ROWID;

CREATE TABLE part_order (
	order_no TEXT NOT NULL,
	part TEXT NOT NULL,
	vin TEXT NOT NULL,
	text TEXT,
	qty INTEGER,
	status TEXT,
	eta INTEGER,
	extra TEXT,
	PRIMARY KEY (order_no, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX part_order_by_vin ON part_order (vin);

-- What was imported last, so that the same line again changes nothing, whatever happened to the row since.
CREATE TABLE import_seen (
	kind TEXT NOT NULL,
	row_key TEXT NOT NULL,
	digest INTEGER NOT NULL,
	PRIMARY KEY (kind, row_key)
) STRICT, WITHOUT ROWID;
