import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The first schema. Foreign keys are absent on the rows that arrive by the ten thousand (sectors, positions,
 * events): they are only ever written under their incident's row lock.
 */
const STATEMENTS = [
  `CREATE TABLE missing_person_application (
    id uuid NOT NULL,
    reference text NOT NULL,
    state text NOT NULL,
    channel text NOT NULL,
    received_at timestamptz NOT NULL,
    applicant jsonb NOT NULL,
    last_seen jsonb NOT NULL,
    last_seen_point geometry(Point,4326),
    district text,
    circumstances text,
    contacts jsonb NOT NULL,
    police jsonb,
    search_so_far text,
    consent jsonb,
    created_by uuid,
    version integer NOT NULL,
    PRIMARY KEY (id)
  )`,
  `CREATE UNIQUE INDEX application_reference ON missing_person_application (reference)`,
  `CREATE INDEX application_district ON missing_person_application (district)`,
  `CREATE INDEX application_received ON missing_person_application (received_at, id)`,
  `CREATE TABLE missing_person (
    id uuid NOT NULL,
    application_id uuid NOT NULL,
    ordinal integer NOT NULL,
    profile jsonb NOT NULL,
    category text NOT NULL,
    photo_id uuid,
    confirmed_outcome text,
    confirmed_outcome_id uuid,
    version integer NOT NULL,
    PRIMARY KEY (id)
  )`,
  `CREATE INDEX missing_person_application_id ON missing_person (application_id)`,
  `CREATE TABLE photo (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    sha256 text NOT NULL,
    media_type text NOT NULL,
    original bytea NOT NULL,
    served bytea NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    uploaded_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (id)
  )`,
  `CREATE INDEX photo_person ON photo (person_id)`,
  `CREATE TABLE reference_counter (
    year integer NOT NULL,
    last integer NOT NULL,
    PRIMARY KEY (year)
  )`,
  `CREATE TABLE outcome (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    incident_id uuid,
    kind text NOT NULL,
    state text NOT NULL,
    evidence text NOT NULL,
    place geometry(Point,4326),
    place_text text,
    distance_from_planning_point_metres double precision,
    occurred_at timestamptz NOT NULL,
    found_by_squad_id uuid,
    proposed_by uuid NOT NULL,
    proposed_at timestamptz NOT NULL,
    decided_by uuid,
    decided_at timestamptz,
    decision_reason text,
    version integer NOT NULL,
    PRIMARY KEY (id)
  )`,
  `CREATE INDEX outcome_person ON outcome (person_id)`,
  `CREATE INDEX outcome_state ON outcome (state)`,
  `CREATE TABLE app_user (
    id uuid NOT NULL,
    login text NOT NULL,
    password_hash text NOT NULL,
    display_name text NOT NULL,
    locale text NOT NULL,
    member_id uuid,
    disabled_at timestamptz,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (id)
  )`,
  `CREATE UNIQUE INDEX app_user_login ON app_user (login)`,
  `CREATE TABLE user_role (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    role text NOT NULL,
    squad_id uuid,
    PRIMARY KEY (id)
  )`,
  `CREATE INDEX user_role_user ON user_role (user_id)`,
  `CREATE TABLE user_session (
    id uuid NOT NULL,
    token_hash text NOT NULL,
    user_id uuid NOT NULL,
    transport text NOT NULL,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    PRIMARY KEY (id)
  )`,
  `CREATE UNIQUE INDEX user_session_token ON user_session (token_hash)`,
  `CREATE INDEX user_session_user ON user_session (user_id)`,
  `CREATE TABLE invitation (
    id uuid NOT NULL,
    token_hash text NOT NULL,
    kind text NOT NULL,
    roles jsonb NOT NULL,
    member_id uuid,
    created_by uuid,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (id)
  )`,
  `CREATE UNIQUE INDEX invitation_token ON invitation (token_hash)`,
  `CREATE TABLE incident (
    id uuid NOT NULL,
    title text NOT NULL,
    state text NOT NULL,
    initial_planning_point geometry(Point,4326) NOT NULL,
    utm_zone integer NOT NULL,
    operational_period integer NOT NULL,
    opened_at timestamptz NOT NULL,
    opened_by uuid NOT NULL,
    seq integer NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (id)
  )`,
  `CREATE INDEX incident_opened ON incident (opened_at, id)`,
  `CREATE TABLE incident_application (
    incident_id uuid NOT NULL,
    application_id uuid NOT NULL,
    PRIMARY KEY (incident_id, application_id)
  )`,
  `CREATE INDEX incident_application_application ON incident_application (application_id)`,
  `CREATE TABLE incident_squad (
    incident_id uuid NOT NULL,
    squad_id uuid NOT NULL,
    PRIMARY KEY (incident_id, squad_id)
  )`,
  `CREATE INDEX incident_squad_squad ON incident_squad (squad_id)`,
  `CREATE TABLE search_grid (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    definition jsonb NOT NULL,
    label_prefix text NOT NULL,
    sector_count integer NOT NULL,
    area_square_metres double precision NOT NULL,
    archived_at timestamptz,
    PRIMARY KEY (id)
  )`,
  `CREATE INDEX search_grid_incident ON search_grid (incident_id)`,
  `CREATE TABLE sector (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    grid_id uuid,
    cell_index integer,
    label text NOT NULL,
    kind text NOT NULL,
    geometry geometry(Geometry,4326) NOT NULL,
    area_square_metres double precision NOT NULL,
    archived_at timestamptz,
    PRIMARY KEY (id)
  )`,
  `CREATE INDEX sector_incident ON sector (incident_id)`,
  `CREATE TABLE team (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    call_sign text NOT NULL,
    leader_member_id uuid NOT NULL,
    disbanded_at timestamptz,
    version integer NOT NULL,
    PRIMARY KEY (id)
  )`,
  `CREATE INDEX team_incident ON team (incident_id)`,
  `CREATE TABLE team_member (
    team_id uuid NOT NULL,
    member_id uuid NOT NULL,
    PRIMARY KEY (team_id, member_id)
  )`,
  `CREATE INDEX team_member_member ON team_member (member_id)`,
  `CREATE TABLE sector_assignment (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    sector_id uuid NOT NULL,
    team_id uuid NOT NULL,
    state text NOT NULL,
    type text NOT NULL,
    joint boolean NOT NULL,
    operational_period integer NOT NULL,
    instructions text,
    reason text,
    assigned_at timestamptz,
    changed_at timestamptz NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (id)
  )`,
  `CREATE INDEX sector_assignment_incident ON sector_assignment (incident_id)`,
  `CREATE INDEX sector_assignment_sector ON sector_assignment (sector_id)`,
  `CREATE INDEX sector_assignment_team ON sector_assignment (team_id)`,
  `CREATE TABLE sector_pass (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    sector_id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    debrief jsonb NOT NULL,
    computed_pod_percent double precision,
    effective_pod double precision NOT NULL,
    closed_at timestamptz NOT NULL,
    PRIMARY KEY (id)
  )`,
  `CREATE INDEX sector_pass_incident ON sector_pass (incident_id)`,
  `CREATE INDEX sector_pass_sector ON sector_pass (sector_id)`,
  `CREATE TABLE sector_coverage (
    sector_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    passes integer NOT NULL,
    cumulative_pod double precision NOT NULL,
    last_pass_at timestamptz NOT NULL,
    PRIMARY KEY (sector_id)
  )`,
  `CREATE INDEX sector_coverage_incident ON sector_coverage (incident_id)`,
  `CREATE TABLE squad (
    id uuid NOT NULL,
    code text NOT NULL,
    name jsonb NOT NULL,
    base text NOT NULL,
    PRIMARY KEY (id)
  )`,
  `CREATE UNIQUE INDEX squad_code ON squad (code)`,
  `CREATE TABLE branch (
    id uuid NOT NULL,
    squad_id uuid NOT NULL,
    name jsonb NOT NULL,
    PRIMARY KEY (id)
  )`,
  `CREATE INDEX branch_squad ON branch (squad_id)`,
  `CREATE TABLE member (
    id uuid NOT NULL,
    squad_id uuid NOT NULL,
    branch_id uuid,
    full_name text NOT NULL,
    phone text,
    birth_year integer,
    skills text array NOT NULL,
    PRIMARY KEY (id)
  )`,
  `CREATE INDEX member_squad ON member (squad_id)`,
  `CREATE TABLE training (
    id uuid NOT NULL,
    squad_id uuid NOT NULL,
    title text NOT NULL,
    audience text NOT NULL,
    held_on date NOT NULL,
    participants integer NOT NULL,
    note text,
    PRIMARY KEY (id)
  )`,
  `CREATE INDEX training_squad ON training (squad_id)`,
  `CREATE TABLE outbox (
    incident_id uuid NOT NULL,
    seq integer NOT NULL,
    type text NOT NULL,
    payload jsonb NOT NULL,
    audience text NOT NULL,
    actor jsonb NOT NULL,
    occurred_at timestamptz NOT NULL,
    PRIMARY KEY (incident_id, seq)
  )`,
  `CREATE TABLE command (
    command_id uuid NOT NULL,
    user_id uuid,
    route text NOT NULL,
    request_hash text NOT NULL,
    answer jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (command_id)
  )`,
  `CREATE INDEX command_created ON command (created_at)`,
  `CREATE TABLE audit_entry (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    at timestamptz NOT NULL,
    user_id uuid,
    action text NOT NULL,
    object_id uuid,
    incident_id uuid,
    details jsonb NOT NULL,
    PRIMARY KEY (id)
  )`,
  `CREATE INDEX audit_entry_incident ON audit_entry (incident_id)`,
  `CREATE TABLE position (
    incident_id uuid NOT NULL,
    device_id uuid NOT NULL,
    sequence integer NOT NULL,
    user_id uuid NOT NULL,
    at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    lon double precision NOT NULL,
    lat double precision NOT NULL,
    accuracy_metres real NOT NULL,
    heading_degrees real,
    speed_metres_per_second real,
    battery_percent smallint,
    PRIMARY KEY (incident_id, device_id, sequence)
  )`,
  `CREATE TABLE latest_position (
    incident_id uuid NOT NULL,
    device_id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    lon double precision NOT NULL,
    lat double precision NOT NULL,
    accuracy_metres real NOT NULL,
    heading_degrees real,
    speed_metres_per_second real,
    battery_percent smallint,
    PRIMARY KEY (incident_id, device_id)
  )`,
  `CREATE INDEX latest_position_received ON latest_position (received_at)`,
  `ALTER TABLE branch ADD CONSTRAINT fk_branch_squad_id FOREIGN KEY (squad_id) REFERENCES squad (id)`,
  `ALTER TABLE member ADD CONSTRAINT fk_member_squad_id FOREIGN KEY (squad_id) REFERENCES squad (id)`,
  `ALTER TABLE member ADD CONSTRAINT fk_member_branch_id FOREIGN KEY (branch_id) REFERENCES branch (id)`,
  `ALTER TABLE training ADD CONSTRAINT fk_training_squad_id FOREIGN KEY (squad_id) REFERENCES squad (id)`,
  `ALTER TABLE app_user ADD CONSTRAINT fk_app_user_member_id FOREIGN KEY (member_id) REFERENCES member (id)`,
  `ALTER TABLE user_role ADD CONSTRAINT fk_user_role_user_id FOREIGN KEY (user_id) REFERENCES app_user (id)`,
  `ALTER TABLE user_role ADD CONSTRAINT fk_user_role_squad_id FOREIGN KEY (squad_id) REFERENCES squad (id)`,
  `ALTER TABLE user_session ADD CONSTRAINT fk_user_session_user_id FOREIGN KEY (user_id) REFERENCES app_user (id)`,
  `ALTER TABLE missing_person ADD CONSTRAINT fk_missing_person_application_id FOREIGN KEY (application_id) REFERENCES missing_person_application (id)`,
  `ALTER TABLE photo ADD CONSTRAINT fk_photo_person_id FOREIGN KEY (person_id) REFERENCES missing_person (id)`,
  `ALTER TABLE outcome ADD CONSTRAINT fk_outcome_person_id FOREIGN KEY (person_id) REFERENCES missing_person (id)`,
  `ALTER TABLE outcome ADD CONSTRAINT fk_outcome_incident_id FOREIGN KEY (incident_id) REFERENCES incident (id)`,
  `ALTER TABLE outcome ADD CONSTRAINT fk_outcome_found_by_squad_id FOREIGN KEY (found_by_squad_id) REFERENCES squad (id)`,
  `ALTER TABLE incident_application ADD CONSTRAINT fk_incident_application_incident_id FOREIGN KEY (incident_id) REFERENCES incident (id)`,
  `ALTER TABLE incident_application ADD CONSTRAINT fk_incident_application_application_id FOREIGN KEY (application_id) REFERENCES missing_person_application (id)`,
  `ALTER TABLE incident_squad ADD CONSTRAINT fk_incident_squad_incident_id FOREIGN KEY (incident_id) REFERENCES incident (id)`,
  `ALTER TABLE incident_squad ADD CONSTRAINT fk_incident_squad_squad_id FOREIGN KEY (squad_id) REFERENCES squad (id)`,
  `ALTER TABLE search_grid ADD CONSTRAINT fk_search_grid_incident_id FOREIGN KEY (incident_id) REFERENCES incident (id)`,
  `ALTER TABLE team ADD CONSTRAINT fk_team_incident_id FOREIGN KEY (incident_id) REFERENCES incident (id)`,
  `ALTER TABLE team ADD CONSTRAINT fk_team_leader_member_id FOREIGN KEY (leader_member_id) REFERENCES member (id)`,
  `ALTER TABLE team_member ADD CONSTRAINT fk_team_member_team_id FOREIGN KEY (team_id) REFERENCES team (id)`,
  `ALTER TABLE team_member ADD CONSTRAINT fk_team_member_member_id FOREIGN KEY (member_id) REFERENCES member (id)`,
  `ALTER TABLE sector_assignment ADD CONSTRAINT fk_sector_assignment_sector_id FOREIGN KEY (sector_id) REFERENCES sector (id)`,
  `ALTER TABLE sector_assignment ADD CONSTRAINT fk_sector_assignment_team_id FOREIGN KEY (team_id) REFERENCES team (id)`,
  `ALTER TABLE sector_pass ADD CONSTRAINT fk_sector_pass_assignment_id FOREIGN KEY (assignment_id) REFERENCES sector_assignment (id)`,
  `ALTER TABLE sector_coverage ADD CONSTRAINT fk_sector_coverage_sector_id FOREIGN KEY (sector_id) REFERENCES sector (id)`,
  `CREATE INDEX sector_geometry ON sector USING gist (geometry)`,
  `CREATE UNIQUE INDEX sector_label ON sector (incident_id, label) WHERE archived_at IS NULL`,
  `CREATE UNIQUE INDEX sector_assignment_holder ON sector_assignment (sector_id)
    WHERE NOT joint AND state NOT IN ('draft', 'completed', 'incomplete', 'refused', 'withdrawn')`,
  `CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN RAISE EXCEPTION ''the audit log is append-only''; END'`,
  `CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()`,
  `CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()`,
];

export class FirstSchema1763800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS postgis');
    await runner.query('CREATE EXTENSION IF NOT EXISTS pgcrypto');
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('the first schema cannot be taken back: restore a backup instead'));
  }
}
