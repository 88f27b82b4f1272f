namespace Groundwork.Evals.Scoring.Structure;

/// <summary>The way from a JSON value to a part of it.</summary>
internal sealed record JsonPath(JsonPath? Above, string Step)
{
    public static JsonPath Root { get; } = new(null, "");

    public JsonPath To(string step) => new(this, step);

    public JsonPath To(int index) => new(this, index.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>As a JSON pointer (RFC 6901).</summary>
    public override string ToString() => Above is null ? "" : $"{Above}/{Step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
