-- Append-only: who did what to which record, with before and after computed from the fields.
create table journal (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  le timestamptz not null default now(),
  personne_id uuid,
  auteur text not null,
  operation text not null,
  entite text not null,
  entite_id text not null,
  titre text not null default '',
  changements jsonb not null default '{}',
  primary key (territoire_id, id)
);
create index journal_entite on journal (territoire_id, entite, entite_id, id desc);
create index journal_personne on journal (territoire_id, personne_id, id desc);
alter table journal enable row level security;
create policy territoire on journal to maillage_app using (territoire_id = (select territoire_courant())) with check (territoire_id = (select territoire_courant()));
grant select, insert on journal to maillage_app;

-- What someone is typing, saved as it goes: one draft per person and thing.
create table brouillon (
  territoire_id uuid not null references territoire (id),
  personne_id uuid not null,
  entite text not null,
  entite_id text not null,
  valeurs jsonb not null,
  version_lue integer,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, personne_id, entite, entite_id)
);
select protege('brouillon');

-- Who is looking at or editing what, refreshed by the open page; older than a minute is gone.
create table presence (
  territoire_id uuid not null references territoire (id),
  entite text not null,
  entite_id text not null,
  personne_id uuid not null,
  nom text not null,
  modifie boolean not null default false,
  vu_le timestamptz not null default now(),
  primary key (territoire_id, entite, entite_id, personne_id)
);
select protege('presence');

create table fichier (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  entite text not null,
  entite_id uuid not null,
  nom text not null,
  type_mime text not null,
  taille_octets bigint not null check (taille_octets >= 0),
  sha256 text not null,
  chemin text not null,
  depose_par uuid,
  depose_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id)
);
create index fichier_entite on fichier (territoire_id, entite, entite_id);
select protege('fichier');

create table commentaire (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  entite text not null,
  entite_id uuid not null,
  auteur_id uuid not null,
  texte text not null,
  mentions jsonb not null default '[]',
  cree_le timestamptz not null default now(),
  modifie_le timestamptz,
  archive_le timestamptz,
  primary key (territoire_id, id)
);
create index commentaire_entite on commentaire (territoire_id, entite, entite_id, id);
select protege('commentaire');

create table vue_enregistree (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  personne_id uuid not null,
  page text not null,
  nom text not null,
  parametres text not null,
  partagee boolean not null default false,
  cree_le timestamptz not null default now(),
  primary key (territoire_id, id)
);
select protege('vue_enregistree');

create table notification (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  personne_id uuid not null,
  objet text not null,
  lien text not null,
  cree_le timestamptz not null default now(),
  lue_le timestamptz,
  envoyee_le timestamptz,
  primary key (territoire_id, id)
);
create index notification_personne on notification (territoire_id, personne_id, id desc);
select protege('notification');

create table preference_notification (
  territoire_id uuid not null references territoire (id),
  personne_id uuid not null,
  rythme text not null default 'hebdomadaire' check (rythme in ('immediat', 'quotidien', 'hebdomadaire', 'jamais')),
  muets jsonb not null default '[]',
  derniere_visite timestamptz,
  primary key (territoire_id, personne_id)
);
select protege('preference_notification');

-- Mail is written in the same transaction as what it tells, then sent once: nothing is announced that was undone.
create table courriel (
  id uuid primary key,
  territoire_id uuid references territoire (id),
  destinataire text not null,
  objet text not null,
  texte text not null,
  html text,
  pieces jsonb not null default '[]',
  etat text not null default 'a_envoyer' check (etat in ('a_envoyer', 'envoye', 'refuse', 'boite_locale')),
  tentatives integer not null default 0,
  erreur text,
  cree_le timestamptz not null default now(),
  prochain_essai_le timestamptz not null default now(),
  envoye_le timestamptz
);
create index courriel_a_envoyer on courriel (prochain_essai_le) where etat = 'a_envoyer';
create index courriel_territoire on courriel (territoire_id, id desc);
alter table courriel enable row level security;
create policy territoire on courriel to maillage_app using (territoire_id = (select territoire_courant())) with check (territoire_id = (select territoire_courant()));
grant select, insert on courriel to maillage_app;

create table import_lot (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  entite text not null,
  nom_fichier text not null,
  sha256 text not null,
  rapport jsonb not null,
  crees jsonb not null default '[]',
  modifies jsonb not null default '[]',
  fait_par uuid,
  fait_le timestamptz not null default now(),
  annule_le timestamptz,
  primary key (territoire_id, id)
);
select protege('import_lot');
