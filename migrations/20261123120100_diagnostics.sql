-- A shared diagnosis: a document about an axis and places, made of findings where figures and field meet.
create table diagnostic (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  titre text not null,
  annee integer not null check (annee between 2000 and 2100),
  axe_id uuid,
  resume text not null default '',
  etat text not null default 'brouillon' check (etat in ('brouillon', 'partage', 'valide')),
  precedent_id uuid,
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  check (precedent_id <> id),
  foreign key (territoire_id, axe_id) references axe (territoire_id, id),
  foreign key (territoire_id, precedent_id) references diagnostic (territoire_id, id)
);
create index diagnostic_axe on diagnostic (territoire_id, axe_id, annee desc);
create index diagnostic_precedent on diagnostic (territoire_id, precedent_id);
select protege('diagnostic');

create table diagnostic_commune (
  territoire_id uuid not null,
  diagnostic_id uuid not null,
  commune_code text not null,
  primary key (territoire_id, diagnostic_id, commune_code),
  foreign key (territoire_id, diagnostic_id) references diagnostic (territoire_id, id) on delete cascade,
  foreign key (territoire_id, commune_code) references commune (territoire_id, code)
);
create index diagnostic_commune_commune on diagnostic_commune (territoire_id, commune_code);
select protege('diagnostic_commune');

create table diagnostic_qpv (
  territoire_id uuid not null,
  diagnostic_id uuid not null,
  qpv_code text not null,
  primary key (territoire_id, diagnostic_id, qpv_code),
  foreign key (territoire_id, diagnostic_id) references diagnostic (territoire_id, id) on delete cascade,
  foreign key (territoire_id, qpv_code) references qpv (territoire_id, code)
);
create index diagnostic_qpv_qpv on diagnostic_qpv (territoire_id, qpv_code);
select protege('diagnostic_qpv');

-- A link sent to a partner: it opens a form without an account until a day, and is kept as a fingerprint only.
create table appel_terrain (
  territoire_id uuid not null,
  id uuid not null,
  diagnostic_id uuid not null,
  destinataire text not null,
  empreinte text not null unique,
  expire_le timestamptz not null,
  clos_le timestamptz,
  cree_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, diagnostic_id) references diagnostic (territoire_id, id) on delete cascade
);
create index appel_terrain_diagnostic on appel_terrain (territoire_id, diagnostic_id);
select protege('appel_terrain');

-- What someone who works or lives there sees: a role, places, an axis, since when, how sure. Never an identifiable person.
create table observation (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  texte text not null,
  axe_id uuid,
  auteur_qualite text not null check (auteur_qualite in ('professionnel', 'benevole', 'elu', 'habitant', 'agent')),
  organisation_id uuid,
  personne_id uuid,
  observee_le date not null,
  depuis text not null default '',
  certitude text not null default 'vu' check (certitude in ('vu', 'rapporte', 'suppose')),
  sources text not null default '',
  etiquettes text not null default '',
  -- Who signs, as a function, when it came through a link without an account.
  contributeur text not null default '',
  appel_id uuid,
  reponse_de_id uuid,
  fusionnee_dans_id uuid,
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  foreign key (territoire_id, axe_id) references axe (territoire_id, id),
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id),
  foreign key (territoire_id, personne_id) references personne (territoire_id, id),
  foreign key (territoire_id, appel_id) references appel_terrain (territoire_id, id),
  foreign key (territoire_id, reponse_de_id) references observation (territoire_id, id),
  foreign key (territoire_id, fusionnee_dans_id) references observation (territoire_id, id)
);
create index observation_appel on observation (territoire_id, appel_id);
create index observation_reponse on observation (territoire_id, reponse_de_id);
create index observation_fusion on observation (territoire_id, fusionnee_dans_id);
create index observation_axe on observation (territoire_id, axe_id, observee_le desc);
create index observation_organisation on observation (territoire_id, organisation_id);
create index observation_personne on observation (territoire_id, personne_id);
select protege('observation');

create table observation_commune (
  territoire_id uuid not null,
  observation_id uuid not null,
  commune_code text not null,
  primary key (territoire_id, observation_id, commune_code),
  foreign key (territoire_id, observation_id) references observation (territoire_id, id) on delete cascade,
  foreign key (territoire_id, commune_code) references commune (territoire_id, code)
);
create index observation_commune_commune on observation_commune (territoire_id, commune_code);
select protege('observation_commune');

create table observation_qpv (
  territoire_id uuid not null,
  observation_id uuid not null,
  qpv_code text not null,
  primary key (territoire_id, observation_id, qpv_code),
  foreign key (territoire_id, observation_id) references observation (territoire_id, id) on delete cascade,
  foreign key (territoire_id, qpv_code) references qpv (territoire_id, code)
);
create index observation_qpv_qpv on observation_qpv (territoire_id, qpv_code);
select protege('observation_qpv');

-- A finding: figures (live, or frozen with the day they were read), observations, the reading the group proposes.
create table constat (
  territoire_id uuid not null,
  id uuid not null,
  diagnostic_id uuid not null,
  titre text not null,
  lecture text not null default '',
  accord text not null default 'a_lire' check (accord in ('a_lire', 'accord', 'desaccord', 'chiffres_muets', 'terrain_muet')),
  indicateurs jsonb not null default '[]',
  chiffres_figes jsonb,
  figes_le date,
  -- The finding of an earlier diagnosis that this one takes up.
  reprend_id uuid,
  exemple boolean not null default false,
  rang integer not null default 0,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  foreign key (territoire_id, diagnostic_id) references diagnostic (territoire_id, id) on delete cascade,
  foreign key (territoire_id, reprend_id) references constat (territoire_id, id)
);
create index constat_reprend on constat (territoire_id, reprend_id);
create index constat_diagnostic on constat (territoire_id, diagnostic_id, rang);
select protege('constat');

create table constat_observation (
  territoire_id uuid not null,
  constat_id uuid not null,
  observation_id uuid not null,
  primary key (territoire_id, constat_id, observation_id),
  foreign key (territoire_id, constat_id) references constat (territoire_id, id) on delete cascade,
  foreign key (territoire_id, observation_id) references observation (territoire_id, id)
);
create index constat_observation_observation on constat_observation (territoire_id, observation_id);
select protege('constat_observation');

-- One voice a person: 1 is « à suivre », 3 is « prioritaire ».
create table constat_voix (
  territoire_id uuid not null,
  constat_id uuid not null,
  personne_id uuid not null,
  priorite integer not null check (priorite between 1 and 3),
  le timestamptz not null default now(),
  primary key (territoire_id, constat_id, personne_id),
  foreign key (territoire_id, constat_id) references constat (territoire_id, id) on delete cascade,
  foreign key (territoire_id, personne_id) references personne (territoire_id, id)
);
create index constat_voix_personne on constat_voix (territoire_id, personne_id);
select protege('constat_voix');

-- Findings feed the project: the commitments they found.
create table constat_engagement (
  territoire_id uuid not null,
  constat_id uuid not null,
  engagement_id uuid not null,
  primary key (territoire_id, constat_id, engagement_id),
  foreign key (territoire_id, constat_id) references constat (territoire_id, id) on delete cascade,
  foreign key (territoire_id, engagement_id) references engagement (territoire_id, id) on delete cascade
);
create index constat_engagement_engagement on constat_engagement (territoire_id, engagement_id);
select protege('constat_engagement');
