using Groundwork.Language;
using Groundwork.Search.Bytes;
using Groundwork.Search.Commits;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Writing;

/// <summary>Pending entries, already analysed, in the compact form they will have in a segment.</summary>
internal sealed class EntryBuffer : MemoryEntries
{
    public const int MostKeyBytes = 1 << 15;
    private const int EntryOverheadBytes = 120;
    private readonly AnalyzerSet _analyzers;
    private readonly Dictionary<string, int> _fieldNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _latest = new(StringComparer.Ordinal);
    private readonly ByteBuffer _keys = new();
    private readonly List<int> _keyEnds = [];
    private readonly TermBuffer _terms;
    private readonly FieldValue.Text?[] _texts;

    public EntryBuffer(IndexSchema schema, AnalyzerSet analyzers)
        : base(schema)
    {
        _analyzers = analyzers;
        for (var i = 0; i < schema.Fields.Count; i++) _fieldNumbers.Add(schema.Fields[i], i);
        _texts = new FieldValue.Text?[schema.Fields.Count];
        _terms = new TermBuffer(schema.Fields.Count, analyzers.NextOwner());
    }

    public override int EntryCount => _keyEnds.Count;

    /// <summary>Rough bytes of memory in use.</summary>
    public long Bytes => Built.Bytes + _terms.Bytes + Vectors.Bytes + _keys.Length
                         + (EntryCount * (EntryOverheadBytes + (4L * Lengths.Length)));

    /// <summary>The bytes of a key.</summary>
    /// <exception cref="ArgumentException">It is no key.</exception>
    public static byte[] KeyBytes(EntryKey key)
    {
        if (string.IsNullOrEmpty(key.Value)) throw new ArgumentException("An entry needs a key that is not empty.", nameof(key));
        var bytes = Utf8.TryGetBytes(key.Value) ?? throw new ArgumentException($"The key \"{key}\" holds half a surrogate pair.", nameof(key));
        if (bytes.Length > MostKeyBytes) throw new ArgumentException($"A key of {bytes.Length} bytes was given; it may have {MostKeyBytes}.", nameof(key));
        return bytes;
    }

    /// <summary>Adds an entry. Nothing changes when it is refused.</summary>
    public void Add(IndexEntry entry)
    {
        var key = KeyBytes(entry.Key);
        if (entry.Fields is null) throw new ArgumentException($"Entry \"{entry.Key}\" has null for its fields; an empty dictionary means none.", nameof(entry));
        foreach (var (name, value) in entry.Fields) CheckField(entry.Key, name, value);
        var norm = entry.Vector.IsEmpty ? 0 : VectorCheck.LengthOf(entry.Vector.Span, Schema.Vectors, $"entry \"{entry.Key}\"");

        Remove(entry.Key);
        var number = EntryCount;
        _latest.Add(entry.Key.Value, number);
        _keys.Bytes(key);
        _keyEnds.Add(_keys.Length);
        foreach (var lengths in Lengths) lengths.Add(0);
        foreach (var (name, value) in entry.Fields) AddField(number, name, value);
        for (var field = 0; field < _texts.Length; field++)
            if (_texts[field] is { } text)
                AddText(number, field, text);
        _terms.EndEntry(number);
        if (!entry.Vector.IsEmpty) Vectors.Add(number, norm, entry.Vector.Span);
    }

    /// <summary>Forgets the pending entry with this key, if there is one.</summary>
    public void Remove(EntryKey key)
    {
        if (_latest.Remove(key.Value, out var earlier)) DeadEntries.Add(earlier);
    }

    public override ReadOnlySpan<byte> KeyOf(int entry) => _keys.Written[(entry == 0 ? 0 : _keyEnds[entry - 1]).._keyEnds[entry]];

    public override TermSource Terms() => _terms.Terms();

    private static bool IsWellFormed(string? text)
    {
        if (text is null) return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }

    private void CheckField(EntryKey key, string name, FieldValue value)
    {
        if (string.IsNullOrEmpty(name) || !IsWellFormed(name)) throw new ArgumentException($"Entry \"{key}\" has a field without a proper name.", nameof(name));
        var isText = _fieldNumbers.ContainsKey(name);
        switch (value)
        {
            case FieldValue.Text { Value: null }:
                throw new ArgumentException($"The text \"{name}\" of entry \"{key}\" is null; leave the field out instead.", nameof(value));
            case FieldValue.Text { Language.Code: var code } when code is not null && !IsWellFormed(code):
                throw new ArgumentException($"The text \"{name}\" of entry \"{key}\" has a language that is no proper text.", nameof(value));
            case FieldValue.Text when !isText:
                throw new ArgumentException(
                    $"Entry \"{key}\" holds a text in \"{name}\", which is no text field of this index ({string.Join(", ", Schema.Fields)}). "
                    + "Define it in IndexOptions.TextFields, or store it as keywords.", nameof(value));
            case not FieldValue.Text when isText:
                throw new ArgumentException($"Entry \"{key}\" holds {value?.GetType().Name ?? "null"} in the text field \"{name}\".", nameof(value));
            case FieldValue.Keywords { Values: null }:
                throw new ArgumentException($"The keywords \"{name}\" of entry \"{key}\" are null; leave the field out instead.", nameof(value));
            case FieldValue.Keywords { Values: var values }:
                foreach (var keyword in values)
                    if (!IsWellFormed(keyword))
                        throw new ArgumentException($"A keyword in \"{name}\" of entry \"{key}\" is null or holds half a surrogate pair.", nameof(value));
                break;
            case FieldValue.Number { Value: var number } when !double.IsFinite(number):
                throw new ArgumentException($"The number \"{name}\" of entry \"{key}\" is {number}; it must be finite.", nameof(value));
            case null:
                throw new ArgumentException($"The field \"{name}\" of entry \"{key}\" is null; leave it out instead.", nameof(value));
        }
    }

    private void AddField(int entry, string name, FieldValue value)
    {
        switch (value)
        {
            case FieldValue.Text text:
                _texts[_fieldNumbers[name]] = text;
                break;
            case FieldValue.Keywords keywords:
                foreach (var keyword in keywords.Values) Built.Text(ColumnKind.Keywords, name, keyword, entry);
                break;
            case FieldValue.Flag flag:
                Built.Text(ColumnKind.Flags, name, flag.Value ? "true" : "false", entry);
                break;
            case FieldValue.Number number:
                Built.Bits(ColumnKind.Numbers, name, OrderedBits.Of(number.Value), entry);
                break;
            case FieldValue.Date date:
                Built.Bits(ColumnKind.Dates, name, date.Value.UtcTicks, entry);
                break;
        }
    }

    private void AddText(int entry, int field, FieldValue.Text text)
    {
        var language = AnalyzerSet.Known(text.Language);
        Built.Text(ColumnKind.Languages, "", language.Code, entry);
        Lengths[field][entry] = 1 + _terms.AddField(_analyzers.For(language), text.Value, field);
        _texts[field] = null;
    }
}
