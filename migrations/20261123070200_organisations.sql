create table organisation (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  nom text not null collate frx check (nom <> ''),
  sigle text,
  nature text not null check (nature in ('commune', 'epci', 'etat', 'region', 'departement', 'caf', 'ars', 'cpam', 'bailleur', 'association', 'gip', 'chambre', 'ecole', 'universite', 'conseil_citoyen', 'entreprise', 'ccas', 'justice', 'emploi', 'education_nationale', 'banque_publique', 'autre')),
  siret text,
  siren text,
  rna text,
  commune_code text,
  adresse text,
  courriel text,
  telephone text,
  site_web text,
  debut date,
  fin date check (fin > debut),
  exemple boolean not null default false,
  fusionnee_dans uuid,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  recherche tsvector generated always as (to_tsvector('maillage_fr', nom || ' ' || coalesce(sigle, ''))) stored,
  primary key (territoire_id, id),
  foreign key (territoire_id, commune_code) references commune (territoire_id, code),
  foreign key (territoire_id, fusionnee_dans) references organisation (territoire_id, id)
);
create index organisation_recherche on organisation using gin (recherche);
create index organisation_nom on organisation (territoire_id, nom);
create index organisation_siret on organisation (territoire_id, siret);
select protege('organisation');

-- What a merge of duplicates moved, so that it can be undone line by line.
create table organisation_fusion (
  territoire_id uuid not null,
  id uuid not null,
  gardee_id uuid not null,
  absorbee_id uuid not null,
  liens jsonb not null,
  faite_le timestamptz not null default now(),
  annulee_le timestamptz,
  primary key (territoire_id, id),
  foreign key (territoire_id, gardee_id) references organisation (territoire_id, id),
  foreign key (territoire_id, absorbee_id) references organisation (territoire_id, id)
);
select protege('organisation_fusion');

create table personne (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  nom text not null collate frx,
  courriel text,
  telephone text,
  compte_id uuid references auth_user ("id") on delete set null,
  exemple boolean not null default false,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  cree_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id)
);
create unique index personne_compte on personne (territoire_id, compte_id) where compte_id is not null;
create index personne_par_compte on personne (compte_id) where compte_id is not null;
select protege('personne');

-- A person acts for an organisation, with a function and perhaps a role in Maillage, for a time.
create table affectation (
  territoire_id uuid not null,
  id uuid not null,
  personne_id uuid not null,
  organisation_id uuid not null,
  fonction text not null default '',
  role text check (role in ('direction', 'charge_mission', 'animation_ose', 'finances', 'referent_commune', 'instructeur', 'partenaire', 'porteur', 'conseil_citoyen', 'evaluateur')),
  etat text not null default 'active' check (etat in ('en_attente', 'active', 'refusee')),
  axe_id uuid,
  commune_code text,
  debut date not null,
  fin date check (fin > debut),
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, personne_id) references personne (territoire_id, id),
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id),
  foreign key (territoire_id, commune_code) references commune (territoire_id, code)
);
create index affectation_personne on affectation (territoire_id, personne_id);
create index affectation_organisation on affectation (territoire_id, organisation_id);
select protege('affectation');

create table invitation (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  affectation_id uuid not null,
  courriel text not null,
  empreinte text not null unique,
  expire_le timestamptz not null,
  acceptee_le timestamptz,
  revoquee_le timestamptz,
  cree_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, affectation_id) references affectation (territoire_id, id)
);
select protege('invitation');
