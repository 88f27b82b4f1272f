namespace Groundwork.Sources.Web;

/// <summary>What a person may ask of the web.</summary>
internal static class WebSpecification
{
    /// <exception cref="SourceException">An option cannot be used; names all that cannot.</exception>
    public static void Check(WebOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems() is { Count: > 0 } problems) throw new SourceException(SourceFailure.BadSpecification, string.Join(' ', problems));
    }
}
