-- A key given to a partner's tool, to read more than the public may. Only its fingerprint is kept.
create table jeton_acces (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  nom text not null check (nom <> ''),
  portees jsonb not null check (jsonb_array_length(portees) > 0 and portees <@ '["fiches", "decisions", "organisations"]'),
  empreinte text not null unique check (empreinte ~ '^[0-9a-f]{64}$'),
  indice text not null,
  expire_le date not null,
  cree_par uuid,
  dernier_usage_le timestamptz,
  revoque_le timestamptz,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id)
);
select protege('jeton_acces');

-- A tool that wants to be told. Its secret is encrypted: it signs each sending.
create table abonnement (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  nom text not null check (nom <> ''),
  url text not null check (url ~ '^https?://'),
  evenements jsonb not null check (jsonb_array_length(evenements) > 0),
  secret_chiffre text not null,
  etat text not null default 'actif' check (etat in ('actif', 'suspendu', 'arrete')),
  echecs_suite integer not null default 0,
  motif text not null default '',
  cree_par uuid,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id)
);
select protege('abonnement');

-- What is to be sent to it, byte for byte, and what came of each try.
create table envoi_evenement (
  territoire_id uuid not null,
  id uuid not null,
  abonnement_id uuid not null,
  evenement text not null,
  corps text not null,
  etat text not null default 'a_envoyer' check (etat in ('a_envoyer', 'recu', 'abandonne')),
  tentatives integer not null default 0,
  prochain_essai_le timestamptz not null,
  essais jsonb not null default '[]',
  rejoue_de uuid,
  cree_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, abonnement_id) references abonnement (territoire_id, id)
);
select protege('envoi_evenement');
create index envoi_evenement_abonnement on envoi_evenement (territoire_id, abonnement_id, id desc);
create index envoi_evenement_a_envoyer on envoi_evenement (prochain_essai_le) where etat = 'a_envoyer';
