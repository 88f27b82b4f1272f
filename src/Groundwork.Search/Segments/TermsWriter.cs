using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Writes the postings section term by term and collects the dictionary that finds them.</summary>
internal sealed class TermsWriter(SectionWriter file)
{
    private readonly ByteBuffer _blocks = new(1 << 10);
    private readonly ByteBuffer _index = new();
    private byte[] _previous = [];
    private int _previousLength;

    public int Count { get; private set; }

    /// <summary>Adds a term; terms ascend by their UTF-8 bytes. The postings section must be open.</summary>
    public void Add(ReadOnlySpan<byte> term, BlockEncoder postings)
    {
        if (Count % SegmentFormat.TermsPerBlock == 0)
        {
            _index.UInt64((ulong)_blocks.Length);
            _blocks.Counted(term);
            _blocks.VarInt((ulong)file.SectionLength);
        }
        else
        {
            var shared = term.CommonPrefixLength(_previous.AsSpan(0, _previousLength));
            _blocks.VarInt((ulong)shared);
            _blocks.Counted(term[shared..]);
        }

        _blocks.VarInt((ulong)postings.DocumentFrequency);
        _blocks.VarInt((ulong)postings.Skips.Length + (ulong)postings.Blocks.Length);
        _blocks.VarInt((ulong)postings.Positions.Length);
        file.Write(postings.Skips);
        file.Write(postings.Blocks);
        file.Write(postings.Positions);
        if (_previous.Length < term.Length) _previous = new byte[term.Length * 2];
        term.CopyTo(_previous);
        _previousLength = term.Length;
        Count++;
    }

    /// <summary>Writes the dictionary. The postings section must be closed.</summary>
    public void WriteDictionary()
    {
        file.Section(SectionKind.TermBlocks, _blocks.Written);
        file.Section(SectionKind.TermIndex, _index.Written);
    }
}
