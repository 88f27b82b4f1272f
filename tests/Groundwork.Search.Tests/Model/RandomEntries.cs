using System.Globalization;
using Groundwork.Language;
using Groundwork.Search;

namespace Groundwork.Search.Tests.Model;

/// <summary>Entries, queries and filters drawn from small alphabets, so that they meet often.</summary>
internal sealed class RandomEntries(Random random, IndexOptions options)
{
    // No stop words and no inflections: the words are their own stems, so the model needs no second analysis.
    private static readonly string[] Words = ["kern", "lamp", "fjord", "quark", "zebu", "mint", "vinyl", "krill", "東京都", "дом"];
    private int _version;

    /// <summary>Every entry carries a field that tells it from all others ever made.</summary>
    public IndexEntry Entry()
    {
        var fields = new Dictionary<string, FieldValue>(StringComparer.Ordinal)
        {
            ["version"] = Sample.Keywords((_version++).ToString(CultureInfo.InvariantCulture)),
        };
        if (random.Next(10) > 0) fields["body"] = new FieldValue.Text(Text(random.Next(0, 30)), LanguageCode.English);
        if (random.Next(3) > 0) fields["title"] = new FieldValue.Text(Text(random.Next(0, 4)), LanguageCode.English);
        if (random.Next(3) > 0) fields["tag"] = Sample.Keywords([.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Tag())]);
        if (random.Next(2) > 0) fields["size"] = random.Next(8) > 0 ? new FieldValue.Number(random.Next(-5, 5)) : Sample.Keywords("unknown");
        if (random.Next(2) > 0) fields["made"] = new FieldValue.Date(Moment());
        if (random.Next(2) > 0) fields["public"] = new FieldValue.Flag(random.Next(2) == 0);
        return new IndexEntry(Key(), fields, options.Vectors is not null && random.Next(4) > 0 ? Vector() : default);
    }

    public EntryKey Key() => new("k" + random.Next(25).ToString(CultureInfo.InvariantCulture) + (random.Next(10) == 0 ? "𝕏" : ""));

    public Query Query(int depth = 0) => random.Next(depth > 1 ? 4 : 7) switch
    {
        0 or 1 => new Query.Words(Text(random.Next(0, 4)), LanguageCode.English),
        2 => new Query.Phrase(Text(random.Next(1, 4)), LanguageCode.English),
        3 => options.Vectors is null ? new Query.Words(Text(2), LanguageCode.English) : new Query.Nearest(Vector()),
        4 => new Query.Every([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Query(depth + 2))]),
        _ => options.Vectors is null ? Query(depth + 2) : new Query.Fused(Query(depth + 2), new Query.Nearest(Vector()), random.Next(5) / 4f),
    };

    public Filter Filter(int depth = 0) => random.Next(depth > 2 ? 6 : 9) switch
    {
        0 => new Filter.Is("tag", Tag()),
        1 => new Filter.Between("size", random.Next(3) == 0 ? null : random.Next(-6, 6), random.Next(3) == 0 ? null : random.Next(-6, 6)),
        2 => new Filter.During("made", random.Next(3) == 0 ? null : Moment(), random.Next(3) == 0 ? null : Moment()),
        3 => new Filter.IsFlag("public", random.Next(2) == 0),
        4 => new Filter.Has(new[] { "tag", "size", "made", "title", "nothing" }[random.Next(5)]),
        5 => new Filter.AnyOf("tag", [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Tag())]),
        6 => new Filter.All([.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => Filter(depth + 1))]),
        7 => new Filter.Any([.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => Filter(depth + 1))]),
        _ => new Filter.Not(Filter(depth + 1)),
    };

    private string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));

    private string Tag() => "t" + random.Next(4).ToString(CultureInfo.InvariantCulture);

    private DateTimeOffset Moment() => new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(random.Next(-3, 4))).AddHours(random.Next(12));

    private float[] Vector()
    {
        var vector = Enumerable.Range(0, options.Vectors!.Dimensions).Select(_ => (float)random.Next(-3, 4)).ToArray();
        if (vector.All(v => v == 0)) vector[0] = 1;
        return vector;
    }
}
