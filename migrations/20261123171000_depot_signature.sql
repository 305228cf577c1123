-- A name that the query layer reads and writes alike.
alter table dossier rename column aides_publiques_500k to seuil_aides_depasse;

-- Who signs by the link of a mail has no account: the dossier says the name.
alter table dossier_attestation alter column compte_id drop not null;

-- The link by which the legal representative reads the dossier and signs it: only its fingerprint is kept.
create table dossier_signature (
  territoire_id uuid not null,
  empreinte text not null check (empreinte ~ '^[0-9a-f]{64}$'),
  dossier_id uuid not null,
  nom text not null check (nom <> ''),
  fonction text not null default '',
  courriel text not null check (courriel <> ''),
  cree_le timestamptz not null default now(),
  expire_le timestamptz not null,
  primary key (territoire_id, empreinte),
  foreign key (territoire_id, dossier_id) references dossier (territoire_id, id) on delete cascade
);
create index dossier_signature_dossier on dossier_signature (territoire_id, dossier_id);
create unique index dossier_signature_empreinte on dossier_signature (empreinte);
select protege('dossier_signature');
