-- Subsidies that authorities published, brought by a file: kept with the file, the line and what could not be read.
create table import_attributions (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  fichier text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  tableau text not null default '',
  lignes_lues integer not null check (lignes_lues >= 0),
  lignes_gardees integer not null check (lignes_gardees between 0 and lignes_lues),
  montant_centimes bigint not null,
  remarques jsonb not null default '[]',
  attribuant text not null default '',
  importe_le timestamptz not null default now(),
  importe_par text not null,
  remplace_par uuid,
  annule_le timestamptz,
  annule_par text,
  primary key (territoire_id, id),
  foreign key (territoire_id, remplace_par) references import_attributions (territoire_id, id),
  check ((annule_le is null) = (annule_par is null))
);
create unique index import_attributions_fichier on import_attributions (territoire_id, sha256)
  where annule_le is null and remplace_par is null;
select protege('import_attributions');

create table attribution (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  import_id uuid not null,
  ligne integer not null check (ligne > 0),
  nom_attribuant text not null default '',
  id_attribuant text check (id_attribuant ~ '^(\d{9}|\d{14})$'),
  id_attribuant_brut text not null default '',
  date_convention date,
  date_convention_brute text not null default '',
  reference_decision text not null default '',
  nom_beneficiaire text not null default '',
  id_beneficiaire text check (id_beneficiaire ~ '^(\d{9}|\d{14})$'),
  id_beneficiaire_brut text not null default '',
  rna_beneficiaire text,
  rna_beneficiaire_brut text not null default '',
  objet text not null default '',
  montant_centimes bigint,
  nature text check (nature in ('numeraire', 'nature', 'numeraire_et_nature')),
  conditions_versement text not null default '',
  versement_debut date,
  versement_fin date,
  versement_brut text not null default '',
  id_rae text not null default '',
  notification_ue boolean,
  part numeric check (part between 0 and 1),
  dispositif_aide text not null default '',
  annee integer check (annee between 1900 and 2200),
  autres jsonb not null default '{}',
  recherche tsvector generated always as (
    setweight(to_tsvector('maillage_fr', nom_beneficiaire), 'A') ||
    setweight(to_tsvector('maillage_fr', objet || ' ' || nom_attribuant), 'B')) stored,
  primary key (territoire_id, id),
  foreign key (territoire_id, import_id) references import_attributions (territoire_id, id) on delete cascade,
  check (montant_centimes is not null or nature = 'nature')
);
create index attribution_import on attribution (territoire_id, import_id, ligne);
create index attribution_beneficiaire on attribution (territoire_id, id_beneficiaire);
create index attribution_annee on attribution (territoire_id, annee, montant_centimes desc);
create index attribution_recherche on attribution using gin (recherche);
select protege('attribution');
