using Groundwork.Knowledge.Answering;

namespace Groundwork.Benchmarks.Answers;

/// <summary>A question of a set with what the answerer saw, and whether the sentences it would give answer it.</summary>
/// <param name="Set">Name of the set.</param>
/// <param name="Id">Id of the question.</param>
/// <param name="Signs">What the answerer saw.</param>
/// <param name="IsAnswerable">Whether the collection holds an answer.</param>
/// <param name="IsRetrieved">Whether a document that holds it was among the passages.</param>
/// <param name="IsRight">Whether the chosen sentences hold the answer.</param>
internal sealed record AskedQuestion(string Set, string Id, AnswerSigns Signs, bool IsAnswerable, bool IsRetrieved, bool IsRight);
