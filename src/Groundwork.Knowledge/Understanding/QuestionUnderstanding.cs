namespace Groundwork.Knowledge.Understanding;

/// <summary>Takes a question through steps and remembers what each did.</summary>
internal static class QuestionUnderstanding
{
    public static async ValueTask<(Understood Result, List<StepTrace> Trace)> RunAsync(Question question, IReadOnlyList<IUnderstandingStep> steps, TimeProvider time, CancellationToken cancellationToken)
    {
        var trace = new List<StepTrace>(steps.Count);
        var others = new List<string>();
        var (isUsed, restated) = (false, default(string));
        foreach (var step in steps)
        {
            var started = time.GetTimestamp();
            var understood = await step.ApplyAsync(question, cancellationToken);
            question = understood.Question;
            others.AddRange(understood.Others);
            isUsed |= understood.IsUsed;
            restated = understood.Restated ?? restated;
            trace.Add(new StepTrace(step.Step, understood.IsUsed, understood.What, time.GetElapsedTime(started).TotalMilliseconds));
        }

        return (new Understood(question, isUsed, string.Empty) { Others = others, Restated = restated }, trace);
    }
}
