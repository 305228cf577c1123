-- A transfer of a document and its files to the archives service: the package made, and what was answered.
create table transfert_archives (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  numero integer not null,
  sujet text not null,
  titre text not null,
  service_nom text not null,
  service_identifiant text not null,
  accord text not null default '',
  regle text not null default '',
  sort_final text not null check (sort_final in ('conserver', 'detruire')),
  pieces integer not null check (pieces > 0),
  empreinte text not null check (empreinte ~ '^[0-9a-f]{128}$'),
  etat text not null default 'prepare' check (etat in ('prepare', 'accepte', 'rejete')),
  reponse_le date,
  reponse text not null default '',
  prepare_par uuid not null,
  prepare_nom text not null,
  prepare_le timestamptz not null,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  unique (territoire_id, numero),
  check ((etat = 'prepare') = (reponse_le is null))
);
select protege('transfert_archives');
