namespace Groundwork.Evals.Scoring;

/// <summary>Names whose number is a parameter: <c>pass@3</c> is made by <c>pass@k</c>.</summary>
internal static class SpecName
{
    public static string Of(string name)
    {
        var mark = name.LastIndexOfAny(['@', '^']);
        return mark > 0 && mark + 1 < name.Length && name.AsSpan(mark + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? name[..(mark + 1)] + "k" : name;
    }
}
