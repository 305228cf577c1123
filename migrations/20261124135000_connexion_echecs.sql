-- Wrong passwords for one account, whatever the address they come from; the account is told by a print of its mail.
create table connexion_echec (
  empreinte text not null primary key,
  echecs integer not null default 0,
  depuis timestamptz not null,
  alerte_le timestamptz
);
