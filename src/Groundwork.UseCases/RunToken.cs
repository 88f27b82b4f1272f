namespace Groundwork.UseCases;

/// <summary>Ids as run files and judgements write them: their columns are separated by white space, so an id holds none.</summary>
internal static class RunToken
{
    public static string Of(string id) => string.Join('_', id.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
