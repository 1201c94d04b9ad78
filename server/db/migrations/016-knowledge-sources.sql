-- Sources of knowledge: written by hand, files, web sites. A source has pages (of a file, of a site) and passages; a
-- passage is searched by the word forms of its own language, and by meaning where an endpoint for that is configured.

-- What a source is: 'faq', 'document' (both by hand), 'file', 'website'. Open, so that a new kind is no migration.
alter table knowledge drop constraint knowledge_kind_check;
alter table knowledge add constraint knowledge_kind_check check (kind ~ '^[a-z_]{1,30}$');
alter table knowledge
  add column state text not null default 'ready' check (state in ('waiting', 'reading', 'ready', 'failed')),
  -- Why it could not be read, or not be read again, in words for people; and what to do about it.
  add column problem text,
  add column remedy text,
  -- Empty: for everybody. Else for agents that carry one of these.
  add column audiences text[] not null default '{}',
  -- Empty: on every channel. Else on these kinds only.
  add column channels text[] not null default '{}',
  -- After this nothing of it is said any more.
  add column expires_at timestamptz,
  -- When it was last written or read in full.
  add column read_at timestamptz,
  add column file_id text collate "C",
  add column file_name text,
  add column file_size int,
  -- Of web sites: address, limits, how often it is read again.
  add column site jsonb,
  -- Which reading this is; pages that a reading does not meet any more go at its end.
  add column round int not null default 0,
  add column next_read_at timestamptz,
  add column created_at timestamptz not null default now();
update knowledge set read_at = updated_at, created_at = updated_at;
create index knowledge_to_read on knowledge (next_read_at) where next_read_at is not null;

-- What was read of a file or a site, page by page.
create table knowledge_pages (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  knowledge_id text collate "C" not null,
  position int not null,
  -- The page's address; null for pages of files.
  url text,
  depth int not null default 0,
  title text not null default '',
  -- What is searched.
  text text not null default '',
  -- As it was read, until the reading ends and what all pages repeat is taken out.
  read_text text,
  -- Of the text as it was read: the same hash, the same passages.
  hash text,
  round int not null default 0,
  state text not null check (state in ('waiting', 'read', 'skipped', 'failed')),
  problem text,
  read_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, knowledge_id, url),
  foreign key (workspace_id, knowledge_id) references knowledge (workspace_id, id) on delete cascade
);
create index knowledge_pages_of on knowledge_pages (knowledge_id, position);

-- One configuration for each language that PostgreSQL knows word forms of; without accents, as customers type.
do $$
declare
  spoken text;
begin
  foreach spoken in array array['danish', 'dutch', 'finnish', 'french', 'german', 'hungarian', 'italian', 'norwegian',
    'portuguese', 'romanian', 'russian', 'spanish', 'swedish', 'turkish'] loop
    execute format('create text search configuration %I (copy = pg_catalog.%I)', 'frontdesk_' || spoken, spoken);
    execute format('alter text search configuration %I alter mapping for hword, hword_part, word with unaccent, %I',
      'frontdesk_' || spoken, spoken || '_stem');
  end loop;
end
$$;

-- The configuration of a language by its ISO 639-1 code; plain words where there is none.
create function knowledge_config(language text) returns regconfig language sql immutable parallel safe as $$
  select case language
    when 'en' then 'public.frontdesk_english'::regconfig
    when 'da' then 'public.frontdesk_danish'::regconfig
    when 'nl' then 'public.frontdesk_dutch'::regconfig
    when 'fi' then 'public.frontdesk_finnish'::regconfig
    when 'fr' then 'public.frontdesk_french'::regconfig
    when 'de' then 'public.frontdesk_german'::regconfig
    when 'hu' then 'public.frontdesk_hungarian'::regconfig
    when 'it' then 'public.frontdesk_italian'::regconfig
    when 'no' then 'public.frontdesk_norwegian'::regconfig
    when 'pt' then 'public.frontdesk_portuguese'::regconfig
    when 'ro' then 'public.frontdesk_romanian'::regconfig
    when 'ru' then 'public.frontdesk_russian'::regconfig
    when 'es' then 'public.frontdesk_spanish'::regconfig
    when 'sv' then 'public.frontdesk_swedish'::regconfig
    when 'tr' then 'public.frontdesk_turkish'::regconfig
    else 'public.frontdesk_simple'::regconfig
  end
$$;

alter table passages
  add column page_id text collate "C",
  -- ISO 639-1; decides by which word forms it is searched.
  add column language text not null default 'en',
  -- Letters of title and text: a long passage meets many questions by chance.
  add column size int not null generated always as (char_length(title) + char_length(text)) stored,
  drop column words;
alter table passages
  add column words tsvector not null generated always as (
    setweight(to_tsvector(knowledge_config(language), title), 'A')
    || setweight(to_tsvector(knowledge_config(language), text), 'B')
  ) stored,
  add foreign key (workspace_id, page_id) references knowledge_pages (workspace_id, id) on delete cascade;
create index passages_words on passages using gin (words);
create index passages_of on passages (knowledge_id);
create index passages_of_page on passages (page_id) where page_id is not null;
-- How many there are in each language, and how long: read with every search.
create index passages_sizes on passages (workspace_id, language, size);

-- The meaning of a passage as a model sees it. Made again when its text or the model changes.
create table passage_vectors (
  workspace_id text collate "C" not null,
  passage_id text collate "C" not null,
  model text not null,
  -- 32-bit floats, little endian, of length 1.
  vector bytea not null,
  made_at timestamptz not null default now(),
  primary key (workspace_id, passage_id),
  foreign key (workspace_id, passage_id) references passages (workspace_id, id) on delete cascade
);

-- Two sources that say different things about the same. Written anew whenever knowledge changes; what a person has
-- looked at and left as it is stays dismissed as long as both say the same words.
create table knowledge_conflicts (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  -- Made of both sides' words, so that the same conflict keeps its row.
  id text collate "C" not null,
  about text not null check (about in ('price', 'time', 'number', 'yes_no')),
  topic text not null,
  -- The source that is quoted to customers.
  winner_source_id text collate "C" not null,
  winner_kind text not null,
  winner_title text not null,
  winner_quote text not null,
  loser_source_id text collate "C" not null,
  loser_kind text not null,
  loser_title text not null,
  loser_quote text not null,
  -- Why the winner wins.
  reason text not null,
  dismissed_at timestamptz,
  found_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
