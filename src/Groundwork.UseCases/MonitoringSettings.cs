using System.Globalization;

namespace Groundwork.UseCases;

/// <summary>What a server watches and whom it tells. Section <c>monitoring</c> of the settings file.</summary>
public sealed record MonitoringSettings
{
    /// <summary>By name of the collection. Setting <c>monitoring.collections</c>.</summary>
    public IReadOnlyDictionary<string, CollectionMonitoring> Collections { get; init; } = new Dictionary<string, CollectionMonitoring>(StringComparer.Ordinal);

    /// <summary>All problems with these values; empty when there are none.</summary>
    public IReadOnlyList<string> Validate() => [.. Collections.OrderBy(c => c.Key, StringComparer.Ordinal).SelectMany(c => c.Value.Validate($"monitoring.collections.{c.Key}"))];

    internal static MonitoringSettings Read(MonitoringSection? section) => new()
    {
        Collections = (section?.Collections ?? []).ToDictionary(c => c.Key, c => Read(c.Value, $"monitoring.collections.{c.Key}"), StringComparer.Ordinal),
    };

    private static CollectionMonitoring Read(MonitoredSection? section, string setting)
    {
        if (section is null) throw new SettingsException($"The setting {setting} is null; describe it, or leave it out.");
        if (section.Daily is null == section.EveryMinutes is null) throw new SettingsException($"The setting {setting} needs either daily, like \"06:00\", or everyMinutes.");
        // The rest of an address may be a secret.
        if (!Uri.TryCreate(section.Webhook, UriKind.Absolute, out var webhook) || webhook.Scheme is not ("http" or "https") || webhook.UserInfo.Length > 0)
            throw new SettingsException($"The setting {setting}.webhook must be an http or https address without a password.");
        return new CollectionMonitoring(webhook)
        {
            Daily = section.Daily is { } daily ? TimeOf(daily, $"{setting}.daily") : null,
            Every = section.EveryMinutes is { } minutes ? TimeSpan.FromMinutes(Math.Clamp(minutes, 0, 1e6)) : null,
            AllowPrivate = section.AllowPrivate ?? false,
            IncludeQuestions = section.IncludeQuestions ?? false,
            Drift = section.Drift ?? true,
            AbstentionAbove = section.AbstentionAbove,
            ConfidenceBelow = section.ConfidenceBelow,
            Days = section.Days ?? 7,
        };
    }

    private static TimeOnly TimeOf(string text, string setting) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : throw new SettingsException($"The setting {setting} is \"{text}\"; it must be a time of UTC like \"06:00\".");
}
