-- An application to a call: what the carrier writes, once, for all its funders.
create table dossier (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  appel_id uuid not null,
  -- Given at submission: CODE-2026-0042.
  numero text,
  porteur_id uuid not null,
  -- The action, the same from year to year and from funder to funder.
  fiche_id uuid,
  etat text not null default 'brouillon' check (etat in ('brouillon', 'a_signer', 'depose', 'incomplet', 'complet', 'recevable', 'irrecevable', 'retire')),
  motif_etat text not null default '',
  titre text not null default '',
  reconduction boolean not null default false,
  pluriannuel boolean not null default false,
  axe_id uuid,
  objectifs text not null default '',
  description text not null default '',
  besoins text not null default '',
  public_vise text not null default '',
  debut date,
  fin date check (fin > debut),
  portee text not null default 'communes' check (portee in ('territoire', 'communes', 'qpv')),
  lieux text not null default '',
  moyens_humains text not null default '',
  benevoles integer check (benevoles >= 0),
  salaries integer check (salaries >= 0),
  etp numeric check (etp >= 0),
  evaluation text not null default '',
  charges_indirectes text not null default '',
  autres_informations text not null default '',
  responsable_nom text not null default '',
  responsable_fonction text not null default '',
  responsable_courriel text not null default '',
  responsable_telephone text not null default '',
  aides_publiques_500k boolean not null default false,
  signataire_nom text not null default '',
  signataire_fonction text not null default '',
  signe_le timestamptz,
  signe_par uuid,
  -- The first press on « Déposer »: what the grace period is counted on.
  depot_commence_le timestamptz,
  depose_le timestamptz,
  -- What was submitted, as it was, and its fingerprint.
  copie jsonb,
  copie_sha256 text,
  exemple boolean not null default false,
  version integer not null default 1,
  cree_par uuid,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  unique (territoire_id, numero),
  foreign key (territoire_id, appel_id) references appel_a_projets (territoire_id, id),
  foreign key (territoire_id, porteur_id) references organisation (territoire_id, id),
  foreign key (territoire_id, fiche_id) references fiche (territoire_id, id),
  foreign key (territoire_id, axe_id) references axe (territoire_id, id),
  check (etat in ('brouillon', 'a_signer') or (numero is not null and depose_le is not null and copie is not null))
);
create index dossier_appel on dossier (territoire_id, appel_id, etat);
create index dossier_porteur on dossier (territoire_id, porteur_id, modifie_le desc);
create index dossier_fiche on dossier (territoire_id, fiche_id);
create index dossier_axe on dossier (territoire_id, axe_id);
select protege('dossier');

create table dossier_commune (
  territoire_id uuid not null,
  dossier_id uuid not null,
  commune_code text not null,
  primary key (territoire_id, dossier_id, commune_code),
  foreign key (territoire_id, dossier_id) references dossier (territoire_id, id) on delete cascade,
  foreign key (territoire_id, commune_code) references commune (territoire_id, code)
);
create index dossier_commune_commune on dossier_commune (territoire_id, commune_code);
select protege('dossier_commune');

create table dossier_qpv (
  territoire_id uuid not null,
  dossier_id uuid not null,
  qpv_code text not null,
  primary key (territoire_id, dossier_id, qpv_code),
  foreign key (territoire_id, dossier_id) references dossier (territoire_id, id) on delete cascade,
  foreign key (territoire_id, qpv_code) references qpv (territoire_id, code)
);
create index dossier_qpv_qpv on dossier_qpv (territoire_id, qpv_code);
select protege('dossier_qpv');

-- Expected beneficiaries, as counts: never names.
create table dossier_public (
  territoire_id uuid not null,
  dossier_id uuid not null,
  tranche text not null check (tranche in ('0_5', '6_11', '12_15', '16_17', '18_25', '26_59', '60_plus')),
  femmes integer not null default 0 check (femmes >= 0),
  hommes integer not null default 0 check (hommes >= 0),
  dont_qpv integer not null default 0 check (dont_qpv >= 0 and dont_qpv <= femmes + hommes),
  primary key (territoire_id, dossier_id, tranche),
  foreign key (territoire_id, dossier_id) references dossier (territoire_id, id) on delete cascade
);
select protege('dossier_public');

-- A line of the budget. A line of account 74 names its funder.
create table dossier_budget (
  territoire_id uuid not null,
  id uuid not null,
  dossier_id uuid not null,
  -- Key of the official plan de comptes (budget.ts says them).
  compte text not null,
  libelle text not null default '',
  financeur_id uuid,
  montant_centimes bigint not null check (montant_centimes >= 0),
  rang integer not null,
  primary key (territoire_id, id),
  foreign key (territoire_id, dossier_id) references dossier (territoire_id, id) on delete cascade,
  foreign key (territoire_id, financeur_id) references organisation (territoire_id, id)
);
create index dossier_budget_dossier on dossier_budget (territoire_id, dossier_id, rang);
create index dossier_budget_financeur on dossier_budget (territoire_id, financeur_id);
select protege('dossier_budget');

create table dossier_resultat (
  territoire_id uuid not null,
  id uuid not null,
  dossier_id uuid not null,
  rang integer not null,
  indicateur text not null check (indicateur <> ''),
  unite text not null default '',
  cible numeric,
  observe numeric,
  primary key (territoire_id, id),
  foreign key (territoire_id, dossier_id) references dossier (territoire_id, id) on delete cascade
);
create index dossier_resultat_dossier on dossier_resultat (territoire_id, dossier_id, rang);
select protege('dossier_resultat');

-- The file answering to a document asked for; null appel_piece: one more.
create table dossier_piece (
  territoire_id uuid not null,
  id uuid not null,
  dossier_id uuid not null,
  appel_piece_id uuid,
  fichier_id uuid not null,
  -- Asked again: what is wrong with it, told once by mail.
  demande text not null default '',
  demandee_le timestamptz,
  primary key (territoire_id, id),
  foreign key (territoire_id, dossier_id) references dossier (territoire_id, id) on delete cascade,
  foreign key (territoire_id, appel_piece_id) references appel_piece (territoire_id, id),
  foreign key (territoire_id, fichier_id) references fichier (territoire_id, id)
);
create index dossier_piece_dossier on dossier_piece (territoire_id, dossier_id);
create index dossier_piece_appel_piece on dossier_piece (territoire_id, appel_piece_id);
create index dossier_piece_fichier on dossier_piece (territoire_id, fichier_id);
select protege('dossier_piece');

create table dossier_attestation (
  territoire_id uuid not null,
  dossier_id uuid not null,
  nature text not null check (nature in ('representant', 'obligations', 'engagement_republicain', 'exactitude', 'charte')),
  texte_version text not null,
  atteste_le timestamptz not null,
  compte_id uuid not null,
  primary key (territoire_id, dossier_id, nature),
  foreign key (territoire_id, dossier_id) references dossier (territoire_id, id) on delete cascade
);
select protege('dossier_attestation');
