-- A call for projects of the territory: who may apply, for what, until when, with which pieces, judged on which grid.
create table appel_a_projets (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  code text not null check (code ~ '^[A-Z0-9-]{2,20}$'),
  titre text not null check (titre <> ''),
  nature text not null check (nature in ('contrat_de_ville', 'fonds_local', 'autre')),
  -- The long form follows the CERFA 12156; the short one is the single page of a small local fund.
  formulaire text not null default 'complet' check (formulaire in ('complet', 'simplifie')),
  exercice integer not null check (exercice between 2000 and 2100),
  document_id uuid,
  cadrage text not null default '',
  texte text not null default '',
  contact text not null default '',
  etat text not null default 'brouillon' check (etat in ('brouillon', 'valide', 'ouvert', 'clos', 'instruction', 'programme', 'archive')),
  ouvre_le timestamptz,
  ferme_le timestamptz check (ferme_le > ouvre_le),
  -- A submission begun before the deadline may end this long after it.
  grace_minutes integer not null default 30 check (grace_minutes between 0 and 1440),
  perimetre_id uuid,
  perimetre_sens text not null default 'dans' check (perimetre_sens in ('dans', 'hors')),
  porteurs_admis jsonb not null default '[]',
  plancher_centimes bigint check (plancher_centimes >= 0),
  plafond_centimes bigint check (plafond_centimes >= plancher_centimes),
  part_propre_min numeric check (part_propre_min between 0 and 1),
  aide_publique_max numeric check (aide_publique_max between 0 and 1),
  part_cpo_cible numeric check (part_cpo_cible between 0 and 1),
  un_par_porteur boolean not null default false,
  avis_partages boolean not null default false,
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  unique (territoire_id, code),
  foreign key (territoire_id, document_id) references document_cadre (territoire_id, id),
  foreign key (territoire_id, perimetre_id) references perimetre (territoire_id, id)
);
create index appel_a_projets_etat on appel_a_projets (territoire_id, etat, ferme_le);
select protege('appel_a_projets');

create table appel_axe (
  territoire_id uuid not null,
  appel_id uuid not null,
  axe_id uuid not null,
  primary key (territoire_id, appel_id, axe_id),
  foreign key (territoire_id, appel_id) references appel_a_projets (territoire_id, id) on delete cascade,
  foreign key (territoire_id, axe_id) references axe (territoire_id, id)
);
create index appel_axe_axe on appel_axe (territoire_id, axe_id);
select protege('appel_axe');

-- A document the call asks for. One of the permanent file is not asked again.
create table appel_piece (
  territoire_id uuid not null,
  id uuid not null,
  appel_id uuid not null,
  rang integer not null,
  titre text not null check (titre <> ''),
  nature text not null check (nature in ('statuts', 'dirigeants', 'rib', 'comptes', 'commissaire', 'rapport_activite', 'budget', 'delegation', 'compte_rendu', 'autre')),
  obligatoire boolean not null default true,
  primary key (territoire_id, id),
  foreign key (territoire_id, appel_id) references appel_a_projets (territoire_id, id) on delete cascade
);
create index appel_piece_appel on appel_piece (territoire_id, appel_id, rang);
select protege('appel_piece');

create table appel_critere (
  territoire_id uuid not null,
  id uuid not null,
  appel_id uuid not null,
  rang integer not null,
  titre text not null check (titre <> ''),
  aide text not null default '',
  poids integer not null default 1 check (poids between 1 and 100),
  note_max integer not null default 5 check (note_max between 1 and 20),
  primary key (territoire_id, id),
  foreign key (territoire_id, appel_id) references appel_a_projets (territoire_id, id) on delete cascade
);
create index appel_critere_appel on appel_critere (territoire_id, appel_id, rang);
select protege('appel_critere');

create table appel_financeur (
  territoire_id uuid not null,
  appel_id uuid not null,
  financeur_id uuid not null,
  primary key (territoire_id, appel_id, financeur_id),
  foreign key (territoire_id, appel_id) references appel_a_projets (territoire_id, id) on delete cascade,
  foreign key (territoire_id, financeur_id) references organisation (territoire_id, id)
);
create index appel_financeur_financeur on appel_financeur (territoire_id, financeur_id);
select protege('appel_financeur');

-- What a funder puts in a call: one kind of credit, perhaps on some places only.
create table enveloppe (
  territoire_id uuid not null,
  id uuid not null,
  appel_id uuid not null,
  financeur_id uuid not null,
  credit text not null check (credit in ('droit_commun', 'specifique')),
  libelle text not null default '',
  perimetre_id uuid,
  montant_centimes bigint not null check (montant_centimes >= 0),
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, appel_id) references appel_a_projets (territoire_id, id) on delete cascade,
  foreign key (territoire_id, financeur_id) references organisation (territoire_id, id),
  foreign key (territoire_id, perimetre_id) references perimetre (territoire_id, id)
);
create index enveloppe_appel on enveloppe (territoire_id, appel_id, financeur_id);
create index enveloppe_financeur on enveloppe (territoire_id, financeur_id);
select protege('enveloppe');

-- The account number of an organisation: encrypted, its last four signs in clear to recognise it.
create table organisation_rib (
  territoire_id uuid not null,
  organisation_id uuid not null,
  titulaire text not null,
  iban_chiffre text not null,
  iban_fin text not null check (iban_fin ~ '^[0-9A-Z]{4}$'),
  bic text not null default '',
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, organisation_id),
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id)
);
select protege('organisation_rib');
