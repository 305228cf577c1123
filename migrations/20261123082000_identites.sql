-- Who an identity provider said it was: `sub` belongs to one provider and is never compared with another's. When its
-- address is the one of an account that exists already, an administrator says whether it is the same person.
create table identite_sso (
  fournisseur text not null,
  sub text not null,
  courriel text not null,
  nom text not null,
  siret text,
  organisation text,
  liaison text not null default 'aucune' check (liaison in ('aucune', 'demandee', 'acceptee', 'refusee')),
  compte_id uuid references auth_user ("id") on delete cascade,
  vue_le timestamptz not null default now(),
  primary key (fournisseur, sub)
);
create index identite_sso_compte on identite_sso (compte_id);
alter table identite_sso enable row level security;
-- A territory sees the requests about its own people only.
create policy territoire on identite_sso to maillage_app
  using (compte_id in (select p.compte_id from personne p where p.territoire_id = (select territoire_courant())));
grant select on identite_sso to maillage_app;
grant update (liaison) on identite_sso to maillage_app;

create index invitation_affectation on invitation (territoire_id, affectation_id);
create index courriel_etat on courriel (territoire_id, etat, id desc);
