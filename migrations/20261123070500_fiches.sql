create table fiche (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  code text not null,
  nature text not null default 'action' check (nature in ('action', 'programme')),
  titre text not null check (titre <> ''),
  resume text not null default '',
  contexte text not null default '',
  objectifs text not null default '',
  axe_id uuid,
  public_vise text not null default '',
  porteur_id uuid,
  parent_id uuid,
  gestion_directe boolean not null default false,
  verification_offre text not null default '',
  portee text not null default 'territoire' check (portee in ('territoire', 'communes', 'qpv')),
  etat text not null default 'idee' check (etat in ('idee', 'en_montage', 'validee', 'en_cours', 'terminee', 'abandonnee')),
  motif_etat text not null default '',
  debut date,
  fin date check (fin > debut),
  budget_centimes bigint check (budget_centimes >= 0),
  beneficiaires_prevus integer check (beneficiaires_prevus >= 0),
  lecons text not null default '',
  exemple boolean not null default false,
  version integer not null default 1,
  cree_par uuid,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  recherche tsvector generated always as (
    setweight(to_tsvector('maillage_fr', code || ' ' || titre), 'A') ||
    setweight(to_tsvector('maillage_fr', resume || ' ' || objectifs), 'B') ||
    setweight(to_tsvector('maillage_fr', contexte || ' ' || public_vise), 'C')) stored,
  primary key (territoire_id, id),
  unique (territoire_id, code),
  foreign key (territoire_id, axe_id) references axe (territoire_id, id),
  foreign key (territoire_id, porteur_id) references organisation (territoire_id, id),
  foreign key (territoire_id, parent_id) references fiche (territoire_id, id)
);
create index fiche_recherche on fiche using gin (recherche);
create index fiche_etat on fiche (territoire_id, etat, modifie_le desc);
create index fiche_axe_id on fiche (territoire_id, axe_id);
create index fiche_modifie on fiche (territoire_id, modifie_le desc);
create index fiche_porteur on fiche (territoire_id, porteur_id);
select protege('fiche');

create table fiche_axe (
  territoire_id uuid not null,
  fiche_id uuid not null,
  axe_id uuid not null,
  primary key (territoire_id, fiche_id, axe_id),
  foreign key (territoire_id, fiche_id) references fiche (territoire_id, id) on delete cascade,
  foreign key (territoire_id, axe_id) references axe (territoire_id, id)
);
create index fiche_axe_axe on fiche_axe (territoire_id, axe_id);
select protege('fiche_axe');

create table fiche_theme (
  territoire_id uuid not null,
  fiche_id uuid not null,
  theme_id uuid not null,
  primary key (territoire_id, fiche_id, theme_id),
  foreign key (territoire_id, fiche_id) references fiche (territoire_id, id) on delete cascade,
  foreign key (territoire_id, theme_id) references theme_transversal (territoire_id, id)
);
select protege('fiche_theme');

create table fiche_commune (
  territoire_id uuid not null,
  fiche_id uuid not null,
  commune_code text not null,
  primary key (territoire_id, fiche_id, commune_code),
  foreign key (territoire_id, fiche_id) references fiche (territoire_id, id) on delete cascade,
  foreign key (territoire_id, commune_code) references commune (territoire_id, code)
);
create index fiche_commune_commune on fiche_commune (territoire_id, commune_code);
select protege('fiche_commune');

create table fiche_qpv (
  territoire_id uuid not null,
  fiche_id uuid not null,
  qpv_code text not null,
  primary key (territoire_id, fiche_id, qpv_code),
  foreign key (territoire_id, fiche_id) references fiche (territoire_id, id) on delete cascade,
  foreign key (territoire_id, qpv_code) references qpv (territoire_id, code)
);
create index fiche_qpv_qpv on fiche_qpv (territoire_id, qpv_code);
select protege('fiche_qpv');

create table fiche_organisation (
  territoire_id uuid not null,
  fiche_id uuid not null,
  organisation_id uuid not null,
  role text not null check (role in ('operateur', 'partenaire', 'financeur')),
  precision text not null default '',
  primary key (territoire_id, fiche_id, organisation_id, role),
  foreign key (territoire_id, fiche_id) references fiche (territoire_id, id) on delete cascade,
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id)
);
create index fiche_organisation_organisation on fiche_organisation (territoire_id, organisation_id);
select protege('fiche_organisation');

create table fiche_document (
  territoire_id uuid not null,
  fiche_id uuid not null,
  document_id uuid not null,
  primary key (territoire_id, fiche_id, document_id),
  foreign key (territoire_id, fiche_id) references fiche (territoire_id, id) on delete cascade,
  foreign key (territoire_id, document_id) references document_cadre (territoire_id, id) on delete cascade
);
select protege('fiche_document');

create table fiche_etape (
  territoire_id uuid not null,
  id uuid not null,
  fiche_id uuid not null,
  rang integer not null default 0,
  titre text not null,
  operateur_id uuid,
  etat text not null default 'a_faire' check (etat in ('a_faire', 'en_cours', 'faite', 'abandonnee')),
  echeance date,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, fiche_id) references fiche (territoire_id, id) on delete cascade,
  foreign key (territoire_id, operateur_id) references organisation (territoire_id, id)
);
create index fiche_etape_fiche on fiche_etape (territoire_id, fiche_id, rang);
select protege('fiche_etape');

create table fiche_resultat (
  territoire_id uuid not null,
  id uuid not null,
  fiche_id uuid not null,
  indicateur text not null,
  unite text not null default '',
  sens text not null default 'hausse' check (sens in ('hausse', 'baisse', 'neutre')),
  valeur_initiale double precision,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, fiche_id) references fiche (territoire_id, id) on delete cascade
);
create index fiche_resultat_fiche on fiche_resultat (territoire_id, fiche_id);
select protege('fiche_resultat');

create table fiche_resultat_annee (
  territoire_id uuid not null,
  resultat_id uuid not null,
  annee integer not null check (annee between 1990 and 2100),
  cible double precision,
  observe double precision,
  note text not null default '',
  primary key (territoire_id, resultat_id, annee),
  foreign key (territoire_id, resultat_id) references fiche_resultat (territoire_id, id) on delete cascade
);
select protege('fiche_resultat_annee');

create table fiche_suivi (
  territoire_id uuid not null,
  id uuid not null,
  fiche_id uuid not null,
  le date not null,
  texte text not null,
  auteur_id uuid,
  cree_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, fiche_id) references fiche (territoire_id, id) on delete cascade
);
create index fiche_suivi_fiche on fiche_suivi (territoire_id, fiche_id, le desc);
select protege('fiche_suivi');

create table fiche_citation (
  territoire_id uuid not null,
  id uuid not null,
  fiche_id uuid not null,
  texte text not null,
  fonction text not null,
  exemple boolean not null default false,
  primary key (territoire_id, id),
  foreign key (territoire_id, fiche_id) references fiche (territoire_id, id) on delete cascade
);
select protege('fiche_citation');

-- Means of a standing programme (FTE by year), carried by a structure of any legal kind.
create table fiche_moyen (
  territoire_id uuid not null,
  id uuid not null,
  fiche_id uuid not null,
  annee integer not null check (annee between 1990 and 2100),
  nature text not null check (nature in ('etp', 'euros', 'materiel')),
  valeur double precision,
  description text not null default '',
  primary key (territoire_id, id),
  foreign key (territoire_id, fiche_id) references fiche (territoire_id, id) on delete cascade
);
select protege('fiche_moyen');
