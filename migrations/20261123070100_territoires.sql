create table territoire (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?$'),
  siren text not null check (siren ~ '^\d{9}$'),
  nom text not null,
  nature text not null check (nature in ('CA', 'CC', 'CU', 'METRO', 'EPT')),
  demo boolean not null default false,
  cree_le timestamptz not null default now()
);
alter table territoire enable row level security;
create policy territoire on territoire to maillage_app using (id = (select territoire_courant()));
grant select on territoire to maillage_app;

create table commune (
  territoire_id uuid not null references territoire (id),
  code text not null check (code ~ '^(\d{5}|2[AB]\d{3})$'),
  nom text not null collate frx,
  type text not null default 'urbaine' check (type in ('urbaine', 'rurale')),
  lon double precision,
  lat double precision,
  superficie_km2 double precision,
  debut date not null default '2000-12-31',
  fin date check (fin > debut),
  successeur_code text,
  contour jsonb,
  primary key (territoire_id, code)
);
select protege('commune');

create table commune_population (
  territoire_id uuid not null,
  code text not null,
  annee integer not null check (annee between 1900 and 2100),
  population integer not null check (population >= 0),
  nature text not null default 'municipale' check (nature in ('municipale', 'legale')),
  source text not null,
  primary key (territoire_id, code, annee, nature),
  foreign key (territoire_id, code) references commune (territoire_id, code)
);
select protege('commune_population');

-- The generation is part of a code's identity: QP… of 2015 and QN… of 2024 are never joined silently.
create table qpv (
  territoire_id uuid not null references territoire (id),
  code text not null check (code ~ '^Q[PN][0-9AB]{3,}[0-9A-Z]+$'),
  generation integer not null check (generation in (2015, 2024)),
  nom text not null collate frx,
  statut_perimetre text,
  code_infere boolean not null default false,
  lon double precision,
  lat double precision,
  debut date not null,
  fin date check (fin > debut),
  source text not null,
  primary key (territoire_id, code)
);
select protege('qpv');

create table qpv_commune (
  territoire_id uuid not null,
  qpv_code text not null,
  commune_code text not null,
  commune_nom text not null,
  hors_territoire boolean not null default false,
  primary key (territoire_id, qpv_code, commune_code),
  foreign key (territoire_id, qpv_code) references qpv (territoire_id, code) on delete cascade
);
select protege('qpv_commune');

-- Other territories a tenant defines: canton, micro-quartier, secteur.
create table zone (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  nature text not null check (nature in ('canton', 'micro-quartier', 'secteur', 'autre')),
  nom text not null collate frx,
  debut date not null,
  fin date check (fin > debut),
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id)
);
select protege('zone');

create table zone_commune (
  territoire_id uuid not null,
  zone_id uuid not null,
  commune_code text not null,
  primary key (territoire_id, zone_id, commune_code),
  foreign key (territoire_id, zone_id) references zone (territoire_id, id) on delete cascade,
  foreign key (territoire_id, commune_code) references commune (territoire_id, code)
);
select protege('zone_commune');

create table perimetre (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  nom text not null,
  description text,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id)
);
select protege('perimetre');

create table perimetre_commune (
  territoire_id uuid not null,
  perimetre_id uuid not null,
  commune_code text not null,
  debut date not null,
  fin date check (fin > debut),
  a_confirmer boolean not null default false,
  primary key (territoire_id, perimetre_id, commune_code, debut),
  foreign key (territoire_id, perimetre_id) references perimetre (territoire_id, id) on delete cascade,
  foreign key (territoire_id, commune_code) references commune (territoire_id, code)
);
select protege('perimetre_commune');

create table perimetre_qpv (
  territoire_id uuid not null,
  perimetre_id uuid not null,
  qpv_code text not null,
  debut date not null,
  fin date check (fin > debut),
  primary key (territoire_id, perimetre_id, qpv_code, debut),
  foreign key (territoire_id, perimetre_id) references perimetre (territoire_id, id) on delete cascade,
  foreign key (territoire_id, qpv_code) references qpv (territoire_id, code)
);
select protege('perimetre_qpv');
