using System.Globalization;

namespace Groundwork.Documents.Chunking;

/// <summary>A plan as it is written.</summary>
/// <param name="Standard">The chunker for all media types without one of their own.</param>
/// <param name="ByMediaType">Chunkers by media type or <c>type/*</c>, in ordinal order.</param>
/// <param name="HasContext">Chunks are searched with the title and the headings above them.</param>
internal sealed record ChunkingPlanText(ChosenChunker Standard, IReadOnlyList<KeyValuePair<string, ChosenChunker>> ByMediaType, bool HasContext)
{
    /// <summary>Switches the context off, and stands in the fingerprint then.</summary>
    public const string NoContext = "context=off";

    private const string Context = "context=on";

    private const int LongestText = 4000;

    /// <summary>Reads a plan.</summary>
    /// <exception cref="ChunkingPlanException">A word is not understood, or values do not fit together.</exception>
    public static ChunkingPlanText Parse(string text)
    {
        if (text.Length > LongestText) throw new ChunkingPlanException(string.Create(CultureInfo.InvariantCulture, $"A chunking plan has at most {LongestText} characters; this one has {text.Length}."));
        if (string.IsNullOrWhiteSpace(text)) throw new ChunkingPlanException($"The chunking plan is empty. Name a chunker: {Names}.");
        ChosenChunker? standard = null;
        bool? hasContext = null;
        var byMediaType = new SortedDictionary<string, ChosenChunker>(StringComparer.Ordinal);
        foreach (var part in text.ToLowerInvariant().Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.StartsWith("context", StringComparison.Ordinal))
            {
                var isOn = string.Equals(part, Context, StringComparison.Ordinal);
                if (hasContext is not null || (!isOn && !string.Equals(part, NoContext, StringComparison.Ordinal)))
                    throw new ChunkingPlanException($"\"{part}\" is not understood, or the context is chosen twice. Write {Context} or {NoContext} once.");
                hasContext = isOn;
                continue;
            }

            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !part.AsSpan(0, equals).Contains('/'))
            {
                if (standard is not null) throw new ChunkingPlanException($"\"{part}\" is a second chunker for all documents. Name one, and others behind their media type, like text/csv=rows.");
                standard = Choose(part);
                continue;
            }

            var mediaType = part[..equals].TrimEnd();
            if (!IsMediaType(mediaType)) throw new ChunkingPlanException($"\"{mediaType}\" is no media type. Write it like text/csv, or text/* for all of one kind.");
            if (!byMediaType.TryAdd(mediaType, Choose(part[(equals + 1)..]))) throw new ChunkingPlanException($"\"{mediaType}\" stands twice in the chunking plan. Give it one chunker.");
        }

        return new ChunkingPlanText(standard ?? Choose(ChunkerKinds.All[0].Description.Name), [.. byMediaType], hasContext ?? true);
    }

    private static string Names => string.Join(", ", ChunkerKinds.All.Select(kind => kind.Description.Name));

    private static ChosenChunker Choose(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) throw new ChunkingPlanException($"A chunker is missing behind \"=\". There are: {Names}.");
        var kind = ChunkerKinds.All.FirstOrDefault(known => string.Equals(known.Description.Name, words[0], StringComparison.Ordinal))
            ?? throw new ChunkingPlanException($"\"{words[0]}\" is no chunker. There are: {Names}.");
        var given = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in words.Skip(1)) Read(kind.Description, word, given);
        var values = new ChunkerValues(kind.Description, given);
        var chunker = kind.Create(values);
        return new ChosenChunker(chunker, string.Join(' ', values.Telling.Prepend(kind.Description.Name)));
    }

    private static void Read(ChunkerDescription chunker, string word, Dictionary<string, int> given)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? word : word[..equals];
        var setting = chunker.Settings.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.Ordinal))
            ?? throw new ChunkingPlanException($"\"{name}\" is no setting of {chunker.Name}. It has: {string.Join(", ", chunker.Settings.Select(known => known.Name))}.");
        if (equals < 0
            || !int.TryParse(word.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            || value < setting.Least || value > setting.Most)
            throw new ChunkingPlanException(string.Create(CultureInfo.InvariantCulture, $"\"{word}\" is not understood: {name} of {chunker.Name} is a whole number from {setting.Least} to {setting.Most} ({setting.Meaning}), like {name}={setting.Default}."));
        if (!given.TryAdd(name, value)) throw new ChunkingPlanException($"\"{name}\" stands twice for {chunker.Name}. Give it one value.");
    }

    private static bool IsMediaType(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == text.Length - 1) return false;
        var subtype = text.AsSpan(slash + 1);
        return IsToken(text.AsSpan(0, slash)) && (subtype is "*" || IsToken(subtype));
    }

    private static bool IsToken(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && !"!#$&-^_.+".Contains(c, StringComparison.Ordinal))
                return false;
        return true;
    }
}
