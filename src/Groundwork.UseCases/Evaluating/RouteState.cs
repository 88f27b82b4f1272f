using System.Globalization;
using System.Text;
using System.Text.Json;
using Groundwork.Language;
using Groundwork.Models;

namespace Groundwork.UseCases.Evaluating;

/// <summary>What of a route decides its answers: its targets in their order, with address, provider, model, weights and limits. Never a key.</summary>
internal static class RouteState
{
    // The only part of an address's query that decides an answer; others may be secrets.
    private const string ApiVersion = "api-version=";

    /// <summary>A short hash, equal for routes that ask the same models in the same way.</summary>
    public static string Of(GatewaySettings models, string route) => models.Routes.FirstOrDefault(r => string.Equals(r.Name, route, StringComparison.Ordinal)) is { } known
        ? ContentHash.OfText(Json(models, known)).Hex[..16]
        : "none";

    /// <summary>True when nothing is paid for what a route does: no target of it has a price.</summary>
    public static bool IsFree(GatewaySettings models, string route) => TargetsOf(models, route).All(target => target.Price is null);

    /// <summary>What tokens cost at most on a route, in US dollars; null when the number of tokens is not known and something is paid for them.</summary>
    public static decimal? DollarsOf(GatewaySettings models, string route, long? input, long? output)
    {
        if (IsFree(models, route)) return 0;
        return input is null || output is null ? null : TargetsOf(models, route).Max(target => target.Price?.Of(new TokenUsage(input.Value, output.Value, 0)).Usd ?? 0);
    }

    private static IEnumerable<ModelTarget> TargetsOf(GatewaySettings models, string route) => models.Routes
        .Where(known => string.Equals(known.Name, route, StringComparison.Ordinal)).SelectMany(known => known.Targets)
        .SelectMany(asked => models.Targets.Where(target => string.Equals(target.Name, asked.Target, StringComparison.Ordinal)));

    private static string Json(GatewaySettings models, ModelRoute route)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("choice", route.Choice.ToString());
            writer.WriteString("context", route.Context.ToString());
            writer.WriteNumber("retries", route.MaxRetries);
            writer.WriteString("hedge", route.HedgeAfter?.ToString("c", CultureInfo.InvariantCulture));
            writer.WriteString("first", route.FirstTokenTimeout.ToString("c", CultureInfo.InvariantCulture));
            writer.WriteString("total", route.TotalTimeout.ToString("c", CultureInfo.InvariantCulture));
            writer.WriteStartArray("targets");
            foreach (var asked in route.Targets)
                if (models.Targets.FirstOrDefault(target => string.Equals(target.Name, asked.Target, StringComparison.Ordinal)) is { } target) Write(writer, asked, target);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, RouteTarget asked, ModelTarget target)
    {
        writer.WriteStartObject();
        writer.WriteNumber("weight", asked.Weight);
        if (asked.When is { } rule)
        {
            writer.WriteString("when", string.Create(CultureInfo.InvariantCulture, $"{rule.MinInputTokens} {rule.MaxInputTokens} {rule.MinDifficulty:R} {string.Join(',', rule.Languages)}"));
        }

        writer.WriteString("url", target.Endpoint.BaseUrl.GetLeftPart(UriPartial.Path));
        writer.WriteString("version", target.Endpoint.BaseUrl.Query.TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith(ApiVersion, StringComparison.OrdinalIgnoreCase)));
        writer.WriteString("provider", target.Provider.ToString());
        writer.WriteString("model", target.Endpoint.Model);
        writer.WriteString("abilities", target.Abilities.ToString());
        writer.WriteNumber("context", target.ContextTokens);
        writer.WriteNumber("output", target.MaxOutputTokens);
        writer.WriteEndObject();
    }
}
