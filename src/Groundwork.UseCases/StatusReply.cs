namespace Groundwork.UseCases;

/// <summary>How an installation stands.</summary>
/// <param name="Version">Version of the program.</param>
/// <param name="Data">Data directory.</param>
/// <param name="Database">Database library and its version.</param>
/// <param name="Chat">Model that writes answers, or null for extraction.</param>
/// <param name="Embedder">Configured embedder of new collections; null where they are learnt from, or go by words alone.</param>
/// <param name="Formats">Formats that can be read.</param>
/// <param name="Collections">Collections with their indexes.</param>
public sealed record StatusReply(
    string Version, string Data, string Database, string? Chat, string? Embedder, IReadOnlyList<string> Formats, IReadOnlyList<CollectionStatus> Collections);

/// <summary>How a collection stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Documents">Documents.</param>
/// <param name="Chunks">Chunks in the database.</param>
/// <param name="Indexed">Chunks in the index.</param>
/// <param name="Pending">Chunks stored and not yet searchable.</param>
/// <param name="Commit">Newest commit.</param>
/// <param name="Segments">Segments of the index.</param>
/// <param name="IndexBytes">Bytes of the index on disk.</param>
/// <param name="TextCharacters">Characters of text.</param>
/// <param name="Languages">Chunks by language.</param>
/// <param name="Meaning">What finds by meaning in it; null for words alone.</param>
/// <param name="Problem">What is wrong with the index, with its code; null when nothing is.</param>
public sealed record CollectionStatus(
    string Name, long Documents, long Chunks, int Indexed, int Pending, long Commit, int Segments, long IndexBytes, long TextCharacters,
    IReadOnlyDictionary<string, int> Languages, MeaningReply? Meaning, ErrorDetail? Problem);
