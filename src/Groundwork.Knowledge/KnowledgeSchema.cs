using Groundwork.Storage;

namespace Groundwork.Knowledge;

/// <summary>The tables of collections, sources, documents and chunks.</summary>
public static class KnowledgeSchema
{
    /// <summary>All steps, with those of the queue that ingestions work through.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        .. JobQueue.Migrations,
        new("knowledge", 1, "collections, sources, documents, chunks", """
            create table collections (
              name {text} primary key, created_at {text} not null, embedder {text}, dimensions {long},
              generation {long} not null, index_commit {long} not null);
            create table sources (
              collection {text} not null references collections (name) on delete cascade, path {text} not null,
              hash {text} not null, reading {text} not null, bytes {long} not null, read_at {text} not null,
              primary key (collection, path));
            create table problems (
              collection {text} not null references collections (name) on delete cascade, path {text} not null, place {text} not null,
              reason {text} not null, message {text} not null, noted_at {text} not null,
              primary key (collection, path, place));
            create table documents (
              collection {text} not null references collections (name) on delete cascade, id {text} not null,
              path {text} not null, line {long} not null, hash {text} not null, version {text} not null, title {text} not null,
              language {text} not null, media_type {text} not null, text {text} not null, characters {long} not null,
              structure {text} not null, metadata {text} not null, notes {text} not null, chunks {long} not null,
              reading {text} not null, read_at {text} not null,
              primary key (collection, id));
            create index documents_by_path on documents (collection, path);
            create table chunks (
              collection {text} not null, id {text} not null, document {text} not null, ordinal {long} not null,
              start {long} not null, length {long} not null, text {text} not null, headings {text} not null,
              primary key (collection, id),
              foreign key (collection, document) references documents (collection, id) on delete cascade);
            create index chunks_by_document on chunks (collection, document, ordinal);
            create table pending (
              collection {text} not null references collections (name) on delete cascade, chunk {text} not null,
              primary key (collection, chunk));
            create table embeddings (
              text_hash {text} not null, embedder {text} not null, vector {bytes} not null,
              primary key (text_hash, embedder))
            """),
        new("knowledge", 2, "where a collection's vectors come from, and whether it asked for words alone", """
            alter table collections add column embedder_kind {text};
            alter table collections add column words_alone {long} not null default 0
            """),
        new("knowledge", 3, "vectors that came with documents", """
            create table given_vectors (
              collection {text} not null, document {text} not null, vector {bytes} not null,
              primary key (collection, document),
              foreign key (collection, document) references documents (collection, id) on delete cascade)
            """),
        new("knowledge", 4, "generations: several ways of cutting and embedding the same documents", """
            create table generations (
              collection {text} not null references collections (name) on delete cascade, number {long} not null,
              plan {text} not null, chunking {text} not null, embedder {text}, dimensions {long}, embedder_kind {text},
              index_commit {long} not null, state {text} not null, made_at {text} not null,
              primary key (collection, number));
            insert into generations select name, generation, 'headings', 'headings-2:200-350:60:700:700', embedder, dimensions, embedder_kind, index_commit, 'InUse', created_at from collections;
            alter table collections drop column embedder;
            alter table collections drop column dimensions;
            alter table collections drop column embedder_kind;
            alter table collections drop column index_commit;
            alter table collections drop column generation;
            alter table documents drop column chunks;
            create table cut (
              collection {text} not null, id {text} not null, chunking {text} not null, document {text} not null, ordinal {long} not null,
              start {long} not null, length {long} not null, parent_start {long}, parent_length {long}, text {text} not null, headings {text} not null,
              primary key (collection, id, chunking),
              foreign key (collection, document) references documents (collection, id) on delete cascade);
            insert into cut select collection, id, 'headings-2:200-350:60:700:700', document, ordinal, start, length, null, null, text, headings from chunks;
            drop table chunks;
            alter table cut rename to chunks;
            create index chunks_by_document on chunks (collection, document, chunking, ordinal);
            create table unsettled (
              collection {text} not null, generation {long} not null, chunk {text} not null,
              primary key (collection, generation, chunk),
              foreign key (collection, generation) references generations (collection, number) on delete cascade);
            insert into unsettled select p.collection, g.number, p.chunk from pending p join generations g on g.collection = p.collection;
            drop table pending
            """),
        new("knowledge", 5, "deletions with their receipts: hashes, no names and no texts", """
            create table deletions (
              number {serial}, documents {long} not null, begun_at {text} not null, completed_at {text}, places {text} not null,
              collection {text} not null, files {text} not null);
            create table deleted_documents (
              deletion {long} not null references deletions (number) on delete cascade, name_hash {text} not null, windows {bytes} not null,
              primary key (deletion, name_hash));
            create index deleted_documents_by_name on deleted_documents (name_hash)
            """),
        new("knowledge-duplicates", 1, "sketches that tell which documents may be nearly the same", """
            create table sketches (
              collection {text} not null, document {text} not null, rules {text} not null, sketch {bytes} not null,
              primary key (collection, document),
              foreign key (collection, document) references documents (collection, id) on delete cascade)
            """),
        new("knowledge-ingestion", 1, "versions that sources give, and documents by their text", """
            create table source_versions (
              collection {text} not null references collections (name) on delete cascade, path {text} not null, version {text} not null,
              primary key (collection, path));
            create index documents_by_version on documents (collection, version)
            """),
        new("knowledge-deletions", 1, "deletions in batches, and of whole collections", """
            alter table deletions add column whole {long} not null default 0;
            create table deletions_left (
              deletion {long} not null references deletions (number) on delete cascade, document {text} not null,
              primary key (deletion, document))
            """),
        new("knowledge-steps", 1, "what happens between a question and its passages, by collection", """
            alter table collections add column steps {text}
            """),
    ];
}
