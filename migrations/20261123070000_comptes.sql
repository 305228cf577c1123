-- The tables of the authentication library (better-auth), under its own column names: it writes them, we read few.
create table auth_user ("id" uuid default gen_random_uuid() not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null, "image" text, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null, "twoFactorEnabled" boolean);
create table auth_session ("id" uuid default gen_random_uuid() not null primary key, "expiresAt" timestamptz not null, "token" text not null unique, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text, "userId" uuid not null references auth_user ("id") on delete cascade);
create table auth_account ("id" uuid default gen_random_uuid() not null primary key, "accountId" text not null, "providerId" text not null, "userId" uuid not null references auth_user ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null);
create table auth_verification ("id" uuid default gen_random_uuid() not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null);
create table auth_two_factor ("id" uuid default gen_random_uuid() not null primary key, "secret" text not null, "backupCodes" text not null, "userId" uuid not null references auth_user ("id") on delete cascade, "verified" boolean, "failedVerificationCount" integer, "lockedUntil" timestamptz);
create table auth_rate_limit ("id" uuid default gen_random_uuid() not null primary key, "key" text not null unique, "count" integer not null, "lastRequest" bigint not null);
create index auth_session_user on auth_session ("userId");
create index auth_account_user on auth_account ("userId");
create index auth_verification_identifier on auth_verification ("identifier");
create index auth_two_factor_secret on auth_two_factor ("secret");
create index auth_two_factor_user on auth_two_factor ("userId");

create extension if not exists unaccent;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

-- Byte order puts « Étampes » after « Zuydcoote »: names are sorted with this collation.
create collation if not exists frx (provider = icu, locale = 'fr');

-- French stemming, blind to accents.
create text search configuration maillage_fr (copy = french);
alter text search configuration maillage_fr alter mapping for hword, hword_part, word with unaccent, french_stem;

-- The role under which every request of a territory runs; it owns nothing and crosses no territory.
do $$ begin
  if not exists (select from pg_roles where rolname = 'maillage_app') then create role maillage_app nologin; end if;
  execute format('grant maillage_app to %I', current_user);
exception when others then
  if not exists (select from pg_roles where rolname = 'maillage_app') then raise; end if;
end $$;
grant usage on schema public to maillage_app;

create function territoire_courant() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.territoire', true), '')::uuid $$;

-- Second wall: called once for each table of a territory. Rows of another territory do not exist.
create function protege(nom regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', nom);
  execute format('create policy territoire on %s to maillage_app using (territoire_id = (select territoire_courant())) with check (territoire_id = (select territoire_courant()))', nom);
  execute format('grant select, insert, update, delete on %s to maillage_app', nom);
end $$;
