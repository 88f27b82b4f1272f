namespace Groundwork.Sources.Tests;

/// <summary>What a source lists, in the hands of a test.</summary>
internal static class Listing
{
    private static readonly Dictionary<string, string> s_nothing = new(StringComparer.Ordinal);

    public static async Task<List<SourceItem>> ListAsync(this ISource source, IReadOnlyDictionary<string, string>? known = null)
    {
        var items = new List<SourceItem>();
        await foreach (var item in source.ListAsync(known ?? s_nothing, CancellationToken.None)) items.Add(item);
        items.Select(i => i.Path).ShouldBeUnique(StringComparer.Ordinal);
        return items;
    }

    public static async Task<List<string>> NamesAsync(this ISource source) => [.. (await source.ListAsync()).OfType<SourceItem.Present>().Select(p => p.Name)];

    public static async Task<string> TextAsync(this SourceItem item)
    {
        using var reader = new StreamReader(await item.ShouldBeOfType<SourceItem.Present>().OpenAsync(CancellationToken.None));
        return await reader.ReadToEndAsync();
    }

    public static async Task<SourceException> MustFailAsync(this ISource source) => await Should.ThrowAsync<SourceException>(() => source.ListAsync());
}
