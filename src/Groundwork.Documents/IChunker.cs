namespace Groundwork.Documents;

/// <summary>Cuts a document into chunks. Pure: the same document and fingerprint give the same chunks.</summary>
public interface IChunker
{
    /// <summary>Names everything that decides the chunks.</summary>
    string Fingerprint { get; }

    /// <summary>The chunks in reading order. Each chunk's text equals its slice; every block is covered or named as skipped.</summary>
    ChunkingResult Split(Document document);
}
