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
        new("knowledge-ingestion", 1, "versions that sources give, and which documents use a vector", """
            create table source_versions (
              collection {text} not null references collections (name) on delete cascade, path {text} not null, version {text} not null,
              primary key (collection, path));
            create table embedding_uses (
              text_hash {text} not null, collection {text} not null, document {text} not null,
              primary key (text_hash, collection, document),
              foreign key (collection, document) references documents (collection, id) on delete cascade);
            create index embedding_uses_by_document on embedding_uses (collection, document)
            """),
    ];
}
