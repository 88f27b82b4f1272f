using System.Globalization;
using System.Text.Json;

namespace Groundwork.Models;

/// <summary>Prices of models: those reviewed with this program, and a person's own in front of them.</summary>
public sealed class PriceList
{
    private const int OldAfterDays = 180;

    private readonly Dictionary<(ModelProvider Provider, string Model), PriceEntry> _entries = [];

    /// <summary>Makes a list.</summary>
    /// <exception cref="ArgumentException">Two entries name one model of one provider, or a price is below zero.</exception>
    public PriceList(IEnumerable<PriceEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var entry in entries)
        {
            if (!_entries.TryAdd((entry.Provider, entry.Model), entry)) throw new ArgumentException($"Two prices are given for {entry.Model} at {entry.Provider}. Keep one.", nameof(entries));
            if (entry.Price.Input < Money.Zero || entry.Price.Output < Money.Zero || entry.Price.CachedInput < Money.Zero) throw new ArgumentException($"A price of {entry.Model} at {entry.Provider} is below zero.", nameof(entries));
        }
    }

    /// <summary>The prices that were reviewed with this version of the program.</summary>
    public static PriceList Reviewed { get; } = Read();

    /// <summary>Every entry.</summary>
    public IReadOnlyCollection<PriceEntry> Entries => _entries.Values;

    /// <summary>This list with other entries in the place of those for the same models, or beside them.</summary>
    public PriceList With(IEnumerable<PriceEntry> own)
    {
        var entries = own.ToList();
        var replaced = entries.Select(static e => (e.Provider, e.Model)).ToHashSet();
        return new PriceList(entries.Concat(_entries.Values.Where(e => !replaced.Contains((e.Provider, e.Model)))));
    }

    /// <summary>The entry of a model; null where its price is not known.</summary>
    public PriceEntry? Find(ModelProvider provider, string model)
    {
        ArgumentNullException.ThrowIfNull(model);

        // Azure sells OpenAI's models at OpenAI's prices; its deployments are called as people like, often like the model.
        var seller = provider == ModelProvider.AzureOpenAi ? ModelProvider.OpenAi : provider;
        return _entries.GetValueOrDefault((provider, model)) ?? _entries.GetValueOrDefault((seller, model)) ?? (WithoutVersion(model) is { } plain ? Find(provider, plain) : null);
    }

    /// <summary>What a person should know about the price of a model; null for nothing.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="model">The model's name there.</param>
    /// <param name="today">The day, for the age of a price.</param>
    public string? NoteOn(ModelProvider provider, string model, DateOnly today)
    {
        if (Find(provider, model) is not { } entry)
            return $"No price of {model} at {provider} is known, so its tokens are counted as free and cost limits do not hold it. Set its price, or limit tokens.";
        var days = today.DayNumber - entry.Price.AsOf.DayNumber;
        return days > OldAfterDays
            ? string.Create(CultureInfo.InvariantCulture, $"The price of {model} is that of {entry.Price.AsOf:yyyy-MM-dd}, {days} days ago. Compare it with {entry.Source}, and set another where it has changed.")
            : null;
    }

    private static string? WithoutVersion(string model)
    {
        if (model.EndsWith("-latest", StringComparison.Ordinal)) return model[..^"-latest".Length];
        foreach (var format in (ReadOnlySpan<string>)["-yyyy-MM-dd", "-yyyyMMdd"])
            if (model.Length > format.Length && DateOnly.TryParseExact(model.AsSpan(model.Length - format.Length + 1), format.AsSpan(1), CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && model[^format.Length] == '-') return model[..^format.Length];
        return null;
    }

    private static PriceList Read()
    {
        using var stream = typeof(PriceList).Assembly.GetManifestResourceStream("prices.json")!;
        using var file = JsonDocument.Parse(stream);
        var sources = file.RootElement.GetProperty("sources");
        return new PriceList(file.RootElement.GetProperty("prices").EnumerateArray().Select(entry => new PriceEntry(
            Enum.Parse<ModelProvider>(entry.GetProperty("provider").GetString()!), entry.GetProperty("model").GetString()!,
            new ModelPrice(Amount(entry, "input"), Amount(entry, "output"), Amount(entry, "cachedInput"), DateOnly.ParseExact(entry.GetProperty("asOf").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
            sources.GetProperty(entry.GetProperty("provider").GetString()!).GetString()!)).ToList());
    }

    private static Money Amount(JsonElement entry, string name) => Money.FromUsd(entry.GetProperty(name).GetDecimal());
}
